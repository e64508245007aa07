"""What the kit promises about one transaction."""

import gc
import json
import threading
import uuid
from typing import Any

import psycopg
import pytest
from shelf.domain import Book, Reader
from shelf.words import AddPage, BookLent, ChangeBook, DeleteBook, GetBook, LendBook, ListBooks, PlaceBook, RestoreBook
from sqlalchemy import select, text

from crm_kit.caller import Caller
from crm_kit.tables import history
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work


def place(crm: ServiceUnderTest, caller: Caller, **more: Any) -> dict[str, Any]:
    book: dict[str, Any] = crm.do(PlaceBook, caller, **{"title": "Dune", **more})
    return book


def changes(crm: ServiceUnderTest, record_id: str) -> list[Any]:
    return crm.rows(select(history).where(history.c.record_id == uuid.UUID(record_id)).order_by(history.c.position))


def test_a_record_its_parts_its_event_and_its_history_come_together(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()

    book = place(crm, caller, chapters=[{"title": "One", "pages": 3}], price={"amount": "12.50", "currency": "CNY"})

    assert book == crm.ask(GetBook, caller, book_id=book["id"])
    assert book["price"] == {"amount": "12.50", "currency": "CNY"}
    assert [chapter["title"] for chapter in book["chapters"]] == ["One"]
    event = crm.events("shelf.book.placed.v1")[0]
    assert (event["subject"], event["aggregateversion"], event["data"]["title"]) == (book["id"], 1, "Dune")
    assert (event["ownerid"], event["teampath"]) == (str(caller.user_id), "/1/")
    assert {(entry.entity, entry.version) for entry in changes(crm, book["id"])} == {("book", 1), ("page", 1)}


def test_a_failure_in_the_middle_leaves_nothing(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()

    with crm.refused(500, "internal_error"):
        place(crm, caller, fail=True)

    assert crm.ask(ListBooks, caller)["data"] == []
    assert crm.events() == []
    assert place(crm, caller)["number"].endswith("-000002"), "the number of the failed one is not used again"


def test_nobody_waits_for_a_number_until_another_transaction_ends(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()

    with Work(crm.app.sessions, caller, "*", "test", {}) as first, Work(crm.app.sessions, caller, "*", "test", {}) as second:
        first.begin()
        second.begin()
        taken = [work.number("B") for work in (first, second, first)]

    assert [number[-3:] for number in taken] == ["001", "002", "003"]


def test_a_stale_version_is_told_what_changed_since(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    book = place(crm, caller, chapters=[{"title": "One", "pages": 3}])
    crm.do(ChangeBook, caller, book_id=book["id"], version=1, title="Dune Messiah")

    with crm.refused(412, "stale") as problem:
        crm.do(ChangeBook, caller, book_id=book["id"], version=1, note="mine")

    assert problem["changed"] == ["title"]
    assert problem["current"]["title"] == "Dune Messiah"
    assert problem["current"]["version"] == 2


def test_of_two_changes_at_once_one_wins(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    book = place(crm, caller)
    start, outcomes = threading.Barrier(8), []

    def change(number: int) -> None:
        start.wait()
        reply = crm.call(ChangeBook, caller, book_id=book["id"], version=1, title=f"Title {number}")
        outcomes.append(reply.get("problem", {}).get("status", 200))

    threads = [threading.Thread(target=change, args=(number,)) for number in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert sorted(outcomes) == [200] + [412] * 7
    assert crm.ask(GetBook, caller, book_id=book["id"])["version"] == 2


def test_changes_that_name_no_version_happen_one_after_the_other(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    book = place(crm, caller, pages=10)
    start, outcomes = threading.Barrier(3), []

    def add() -> None:
        start.wait()
        outcomes.append(crm.call(AddPage, caller, book_id=book["id"]).get("problem", {}).get("status", 200))

    threads = [threading.Thread(target=add) for _ in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert outcomes == [200] * 3
    assert crm.ask(GetBook, caller, book_id=book["id"])["pages"] == 13


def test_fifty_at_once_with_one_key_place_one_book(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    outcomes: list[int] = []

    def send() -> None:
        reply = crm.call(PlaceBook, caller, key="same", title="Dune")
        outcomes.append(reply.get("problem", {}).get("status", 200))

    threads = [threading.Thread(target=send) for _ in range(50)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert set(outcomes) <= {200, 409, 503}
    assert crm.call(PlaceBook, caller, key="same", title="Dune")["replayed"] is True
    assert len(crm.ask(ListBooks, caller)["data"]) == 1


def test_history_tells_old_and_new_and_keeps_secrets(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    book = place(crm, caller, lock_code="canary-1")
    crm.do(ChangeBook, caller, book_id=book["id"], version=1, title="Emma", lock_code="canary-2", reason="wrong cover")

    entry = changes(crm, book["id"])[-1]

    assert entry.changes == {"title": ["Dune", "Emma"], "lock_code": ["•••", "•••"]}
    assert (entry.actor_id, entry.use_case, entry.reason, entry.version) == (caller.user_id, "change_book", "wrong cover", 2)
    assert "canary" not in json.dumps([each.changes for each in changes(crm, book["id"])]) + json.dumps(crm.events())


def test_history_cannot_be_rewritten_by_the_service(crm: ServiceUnderTest) -> None:
    place(crm, crm.administrator())

    for statement in ("UPDATE history SET reason = 'x'", "DELETE FROM history", "DROP TABLE books", "TRUNCATE books"):
        with crm.app.engine.connect() as connection, pytest.raises(Exception, match=r"permission denied|must be owner"):
            connection.execute(text(statement))


def test_a_deleted_record_can_be_restored(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    book = place(crm, caller)

    crm.do(DeleteBook, caller, book_id=book["id"], version=1)

    with crm.refused(404):
        crm.ask(GetBook, caller, book_id=book["id"])
    assert [row["id"] for row in crm.ask(ListBooks, caller, deleted=True)["data"]] == [book["id"]]
    assert crm.do(RestoreBook, caller, book_id=book["id"], version=2)["version"] == 3
    assert crm.ask(ListBooks, caller)["data"][0]["id"] == book["id"]


def test_a_machine_refuses_and_says_what_is_possible(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    book = place(crm, caller)
    crm.do(LendBook, caller, book_id=book["id"], version=1, borrower="Ada")

    with crm.refused(409, "illegal_transition") as problem:
        crm.do(LendBook, caller, book_id=book["id"], version=2, borrower="Bob")

    assert (problem["current"], problem["allowed"]) == ("lent", ["give_back"])


def test_an_event_takes_effect_once_whatever_the_order(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    book = place(crm, caller)
    crm.do(LendBook, caller, book_id=book["id"], version=1, borrower="Ada")
    event = crm.events("shelf.book.lent.v1")[0]
    newer = {**event, "id": str(uuid.uuid4()), "aggregateversion": 7, "data": {**event["data"], "borrower": "Newer"}}

    for envelope in (newer, event, newer, event):
        crm.hear(envelope)

    assert readers(crm) == ["Newer"]


def test_a_failed_reaction_leaves_nothing_and_may_come_again(crm: ServiceUnderTest) -> None:
    data = {"id": str(uuid.uuid4()), "status": "lent", "borrower": "nobody"}

    for _ in range(2):
        with pytest.raises(RuntimeError, match="nobody reads"):
            crm.hear_data("shelf.book.lent.v1", uuid.uuid4(), data)

    assert readers(crm) == []


def readers(crm: ServiceUnderTest) -> list[str]:
    return [row.name for row in crm.rows(text("SELECT name FROM readers"))]


def test_the_database_itself_keeps_tenants_apart(crm: ServiceUnderTest) -> None:
    place(crm, crm.administrator())
    url = crm.app.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)

    with psycopg.connect(url) as connection:
        unset = connection.execute("SELECT count(*) FROM books").fetchone()
        connection.execute("SELECT set_config('crm.tenant', %s, false)", (str(uuid.uuid4()),))
        foreign = connection.execute("SELECT count(*) FROM books").fetchone()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(
                "INSERT INTO readers (id, tenant_id, name, source_version) VALUES (%s, %s, 'x', 1)", (uuid.uuid4(), crm.tenant_id)
            )

    assert (unset, foreign) == ((0,), (0,))


def test_every_table_forces_row_level_security_on_its_owner_too(crm: ServiceUnderTest) -> None:
    catalogue = text(
        "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public' AND relkind = 'r'"
        " AND relname <> 'alembic_version' AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    with crm.app.engine.connect() as connection:
        assert connection.scalars(catalogue).all() == []


def test_records_are_announced_again_page_by_page(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    for number in range(3):
        place(crm, caller, title=f"Book {number}")

    last, told = None, 0
    while (last := crm.app.announce("Book", last, 2, crm.tenant_id)) is not None:
        told += 1

    placed = crm.events("shelf.book.placed.v1")
    assert told == 2
    assert [event["data"]["title"] for event in placed[3:]] == ["Book 0", "Book 1", "Book 2"]


def test_a_question_between_two_changes_of_a_record_does_not_write_the_first(crm: ServiceUnderTest) -> None:
    caller = crm.administrator()
    book_id = place(crm, caller)["id"]

    with Work(crm.app.sessions, caller, "*", "test", {}) as work:
        work.begin()
        book = work.get(Book, uuid.UUID(book_id))
        book.title = "Emma"
        assert len(work.find(Book)) == 1
        book.lend("Ada")
        work.finish(dict)

    assert crm.ask(GetBook, caller, book_id=book_id)["version"] == 2
    assert [row["title"] for row in crm.ask(ListBooks, caller, where={"field": "q", "value": "emma"})["data"]] == ["Emma"]


def test_a_witness_writes_down_what_is_told_in_the_same_transaction(crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def note_book(cursor: psycopg.Cursor[Any], envelopes: list[dict[str, Any]]) -> None:
        for each in envelopes:
            name = f"{each['type']} {each['data']['title']}"
            cursor.execute("INSERT INTO readers (id, name, source_version) VALUES (%s, %s, 1)", (each["subject"], name))

    monkeypatch.setattr(crm.app, "witness", note_book)

    place(crm, crm.administrator())
    with crm.refused(500):
        place(crm, crm.administrator(), title="Emma", fail=True)

    assert [reader.name for reader in crm.rows(select(Reader.name))] == ["shelf.book.placed.v1 Dune"]


def test_telling_again_says_that_nothing_happened_just_now(crm: ServiceUnderTest) -> None:
    place(crm, crm.administrator())

    crm.app.announce("Book", None, 10, crm.tenant_id)

    assert [event.get("announced") for event in crm.events("shelf.book.placed.v1")] == [None, True]


@pytest.mark.parametrize("is_written_first", [False, True])
def test_what_a_record_has_to_tell_is_told_although_nobody_holds_the_record(crm: ServiceUnderTest, is_written_first: bool) -> None:
    caller = crm.administrator()
    book_id = place(crm, caller)["id"]

    with Work(crm.app.sessions, caller, "*", "test", {}) as work:
        work.begin()
        work.get(Book, uuid.UUID(book_id)).record(BookLent, borrower="Ada")
        if is_written_first:
            work.flush()
        gc.collect()
        work.finish(dict)

    assert len(crm.events("shelf.book.lent.v1")) == 1
    assert crm.ask(GetBook, caller, book_id=book_id)["version"] == 2
