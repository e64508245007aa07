"""What the kit promises about applying events, one by one and many at once."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from marshmallow import ValidationError
from shelf.domain import Book, Reader
from shelf.words import PlaceBook
from sqlalchemy import select, text

from crm_kit.errors import Poison
from crm_kit.model import new_id
from crm_kit.reactions import Heard, Reaction, newest
from crm_kit.tables import history, inbox
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work


def lent(crm: ServiceUnderTest, borrower: str, reader_id: UUID | None = None, version: int = 1) -> dict[str, Any]:
    """An event, as its publisher would tell it."""
    subject = str(reader_id or uuid4())
    return {
        "specversion": "1.0", "id": str(new_id()), "source": "/crm/shelf", "type": "shelf.book.lent.v1", "subject": subject,
        "time": "2026-11-21T12:00:00Z", "tenantid": str(crm.tenant_id), "actorid": str(uuid4()), "aggregateversion": version,
        "data": {"id": subject, "status": "lent", "borrower": borrower},
    }  # fmt: skip


def readers(crm: ServiceUnderTest) -> list[str]:
    return sorted(name for (name,) in crm.rows(select(Reader.name)))


def noted(crm: ServiceUnderTest, reaction: str = "on_book_lent") -> int:
    return len(crm.rows(select(inbox).where(inbox.c.consumer == f"shelf.{reaction}")))


BOTH = pytest.mark.parametrize("reaction", ["on_book_lent", "on_book_read"])


@BOTH
def test_a_batch_applies_each_event_once_however_often_it_holds_it(crm: ServiceUnderTest, reaction: str) -> None:
    envelopes = [lent(crm, f"reader {n}") for n in range(5)]
    crm.hear(envelopes[0], reaction)

    crm.hear_all(reaction, *envelopes, *envelopes)
    crm.hear_all(reaction, *envelopes)

    assert readers(crm) == [f"reader {n}" for n in range(5)]
    assert noted(crm, reaction) == 5


@BOTH
def test_the_newest_of_a_record_stands_whatever_the_order_in_a_batch(crm: ServiceUnderTest, reaction: str) -> None:
    reader_id = uuid4()
    versions = [lent(crm, f"v{n}", reader_id, n) for n in (2, 5, 1, 3)]

    crm.hear_all(reaction, *versions, lent(crm, "another"))
    crm.hear(lent(crm, "v4", reader_id, 4), reaction)

    assert readers(crm) == ["another", "v5"]


@pytest.mark.parametrize("change", [{"data": {"status": "lent"}}, {"tenantid": "?"}, {"type": "shelf.book.burnt.v1"}])
@BOTH
def test_one_that_fails_leaves_nothing_of_its_batch(crm: ServiceUnderTest, change: dict[str, Any], reaction: str) -> None:
    bad = lent(crm, "nobody") | change

    with pytest.raises(Exception, match=r".+"):
        crm.hear_all(reaction, lent(crm, "Ada"), bad, lent(crm, "Bob"))

    assert readers(crm) == []
    assert noted(crm, reaction) == 0


def test_a_batch_never_writes_one_tenant_s_news_into_another(crm: ServiceUnderTest) -> None:
    other = crm.fresh()

    with pytest.raises(ValueError, match="too many values"):
        crm.hear_all("on_book_lent", lent(crm, "Ada"), lent(other, "Bob"))

    assert readers(crm) == readers(other) == []


def test_each_event_of_a_batch_is_its_own_actor_s_and_has_its_own_envelope(
    crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    reaction = Reaction(
        "on_seen", "shelf.on_seen", ("shelf.#",), lambda told, work: seen.append((told, work.envelope, work.caller))
    )
    monkeypatch.setitem(crm.app.reactions, "on_seen", reaction)
    envelopes = [lent(crm, f"reader {n}") for n in range(3)]

    crm.hear_all("on_seen", *envelopes)

    assert sorted((told["id"], envelope["id"], str(caller.user_id)) for told, envelope, caller in seen) == sorted(
        (each["id"], each["id"], each["actorid"]) for each in envelopes
    )


def test_a_reaction_that_meets_records_is_not_applied_in_batches(crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    book = crm.do(PlaceBook, crm.administrator(), title="Dune")

    def on_touched(_: dict[str, Any], work: Work) -> None:
        work.get(Book, UUID(book["id"])).title = "Dune Messiah"

    touching = Reaction("on_touched", "shelf.on_touched", ("shelf.#",), on_touched, in_batches=True)
    monkeypatch.setitem(crm.app.reactions, "on_touched", touching)

    with pytest.raises(TypeError, match="only keeps copies"):
        crm.hear_all("on_touched", lent(crm, "Ada"))

    assert crm.rows(text("SELECT title FROM books")) == [("Dune",)]


def test_an_event_that_is_none_of_the_reaction_s_is_poison(crm: ServiceUnderTest) -> None:
    with pytest.raises(Poison, match="does not take"):
        crm.hear({**lent(crm, "Ada"), "type": "shelf.book.burnt.v1"}, "on_book_lent")


@pytest.mark.parametrize("data", [{"status": "lent"}, {"id": "1", "status": "lent", "borrower": "Ada"}, [], None, "Ada"])
def test_what_is_no_such_event_is_refused_whole(crm: ServiceUnderTest, data: Any) -> None:
    with pytest.raises(ValidationError):
        crm.hear({**lent(crm, "Ada"), "data": data}, "on_book_lent")

    assert readers(crm) == []


def test_a_reader_ignores_what_an_event_has_grown_since(crm: ServiceUnderTest) -> None:
    grown = lent(crm, "Ada")
    grown["data"]["due_on"] = "2026-12-24"

    crm.hear(grown, "on_book_lent")

    assert readers(crm) == ["Ada"]


# --- those that take many at once ------------------------------------------------------------------------------------


def test_what_comes_of_each_event_of_a_batch_has_that_event_s_cause_and_actor(crm: ServiceUnderTest) -> None:
    envelopes = [{**lent(crm, f"reader {n}"), "correlationid": f"request {n}"} for n in range(3)]

    crm.hear_all("on_books_lent", *envelopes)

    told = {each["data"]["title"]: each for each in crm.events("shelf.book.placed.v1")}
    for each in envelopes:
        placed = told[each["data"]["borrower"]]
        assert (placed["causationid"], placed["actorid"]) == (each["id"], each["actorid"])
        assert placed["correlationid"] == each["correlationid"]
        (noted,) = crm.rows(select(history.c.actor_id, history.c.request_id).where(history.c.record_id == UUID(placed["subject"])))
        assert (str(noted.actor_id), noted.request_id) == (each["actorid"], each["correlationid"])


def test_many_are_applied_once_and_one_alone_like_many(crm: ServiceUnderTest) -> None:
    envelopes = [lent(crm, f"reader {n}") for n in range(3)]

    crm.hear(envelopes[0], "on_books_lent")
    crm.hear_all("on_books_lent", *envelopes)
    crm.hear_all("on_books_lent", *envelopes)

    assert sorted(each["data"]["title"] for each in crm.events("shelf.book.placed.v1")) == [f"reader {n}" for n in range(3)]
    assert crm.events("shelf.book.placed.v1")[0]["causationid"] == envelopes[0]["id"]


def test_newest_is_what_was_told_last_of_each_record(crm: ServiceUnderTest) -> None:
    first, second = uuid4(), uuid4()
    envelopes = [lent(crm, "a2", first, 2), lent(crm, "b1", second, 1), lent(crm, "a10", first, 10), lent(crm, "a3", first, 3)]

    found = newest([Heard(each["data"], each) for each in envelopes])

    assert [(each.subject, each.version) for each in found] == sorted([(first, 10), (second, 1)])


def test_copies_of_many_are_kept_at_once_and_only_those_that_were_news_are_given(crm: ServiceUnderTest) -> None:
    known, fresh = uuid4(), uuid4()
    crm.hear(lent(crm, "Ada", known, 5), "on_book_lent")
    given = []

    def on_seen(heard: list[Heard], work: Work) -> None:
        told = [{"id": each.subject, "source_version": each.version, "name": each.envelope["data"]["borrower"]} for each in heard]
        given.append(work.copy_all(Reader, told))

    crm.app.reactions["on_seen"] = Reaction("on_seen", "shelf.on_seen", ("shelf.#",), on_seen, many=True)
    try:
        crm.hear_all("on_seen", lent(crm, "Old", known, 4), lent(crm, "Bob", fresh, 1))
    finally:
        del crm.app.reactions["on_seen"]

    assert given == [{fresh}]
    assert readers(crm) == ["Ada", "Bob"]


def test_copies_that_nobody_asks_about_are_kept_in_their_turn_with_what_else_is_written(
    crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = uuid4()
    crm.hear(lent(crm, "Ada", known, 5), "on_book_lent")
    renaming = "UPDATE readers SET name = name || %(more)s WHERE source_version > %(least)s"

    def on_seen(heard: list[Heard], work: Work) -> None:
        work.write(renaming, more=" before", least=1)
        work.keep_all(Reader, [{"id": each.subject, "source_version": each.version, "name": "told"} for each in heard])
        work.write(renaming, more=" after", least=6)

    monkeypatch.setitem(crm.app.reactions, "on_seen", Reaction("on_seen", "shelf.on_seen", ("shelf.#",), on_seen, many=True))
    crm.hear_all("on_seen", lent(crm, "", known, 4), lent(crm, "", version=7))

    assert readers(crm) == ["Ada before", "told after"]
