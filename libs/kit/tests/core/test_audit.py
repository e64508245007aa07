"""History: read by those who may, sealed day by day, and tampering found."""

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from shelf.audit import ExplainAccess, ListHistory, ShareBook
from shelf.domain import Book
from shelf.words import ChangeBook, PlaceBook
from sqlalchemy import make_url
from sqlalchemy.exc import ProgrammingError

from crm_kit.audit import last_settled_day, main, seal_history, verify_history
from crm_kit.caller import Caller
from crm_kit.daily import _seal, seal_daily
from crm_kit.testing.databases import database
from crm_kit.testing.servers import servers
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work

NOW = dt.datetime.now(dt.UTC)
DAY = last_settled_day(NOW)


@pytest.fixture
def auditor(crm: ServiceUnderTest) -> Caller:
    return crm.person("*.read:all", "shelf.access.explain:all")


def rows(crm: ServiceUnderTest, auditor: Caller, **more: Any) -> list[dict[str, Any]]:
    return crm.ask(ListHistory, auditor, **more)["data"]


class TestReading:
    def test_every_change_is_there_with_who_what_and_why_newest_first(self, crm: ServiceUnderTest, auditor: Caller) -> None:
        writer = crm.person("shelf.*:own")
        book = crm.do(PlaceBook, writer, title="Candide")
        crm.do(ChangeBook, writer, book_id=book["id"], version=1, title="Zadig", reason="misprint")

        changed, placed = rows(crm, auditor)

        assert (placed["action"], placed["use_case"]) == ("create", "place_book")
        assert (changed["action"], changed["use_case"], changed["version"]) == ("update", "change_book", 2)
        assert changed["changes"] == {"title": ["Candide", "Zadig"]}
        assert changed["actor_id"] == str(writer.user_id)
        assert changed["reason"] == "misprint"

    def test_it_is_filtered_by_record_actor_entity_and_time(self, crm: ServiceUnderTest, auditor: Caller) -> None:
        writer, other = crm.person("shelf.*:own"), crm.person("shelf.*:own")
        book = crm.do(PlaceBook, writer, title="Candide")
        crm.do(PlaceBook, other, title="Zadig")

        def count(**leaf: Any) -> int:
            return len(rows(crm, auditor, where=leaf))

        assert count(field="record_id", value=book["id"]) == 1
        assert count(field="actor_id", value=str(other.user_id)) == 1
        assert count(field="entity", value="book") == 2
        assert count(field="at", op="gt", value=(NOW + dt.timedelta(hours=1)).isoformat()) == 0

    def test_pages_follow_each_other(self, crm: ServiceUnderTest, auditor: Caller) -> None:
        for number in range(5):
            crm.do(PlaceBook, crm.administrator(), title=f"Book {number}")

        first = crm.ask(ListHistory, auditor, limit=3, count="exact")
        rest = crm.ask(ListHistory, auditor, limit=3, cursor=first["next_cursor"])

        assert first["count"] == 5
        titles = [row["changes"]["title"][1] for row in first["data"] + rest["data"]]
        assert titles == [f"Book {number}" for number in (4, 3, 2, 1, 0)]

    def test_only_whoever_may_read_the_history_of_all_records_reads_any(self, crm: ServiceUnderTest) -> None:
        for depth in ("none", "own", "team", "subtree"):
            with crm.refused(403, "forbidden"):
                crm.ask(ListHistory, crm.person(f"shelf.*:{depth}"))

    def test_another_tenant_reads_nothing(self, crm: ServiceUnderTest) -> None:
        crm.do(PlaceBook, crm.administrator(), title="Candide")

        assert rows(crm, crm.fresh().administrator()) == []

    def test_a_secret_shows_only_that_it_changed(self, crm: ServiceUnderTest, auditor: Caller) -> None:
        crm.do(PlaceBook, crm.administrator(), title="Candide", lock_code="canary-7431")

        assert "canary-7431" not in str(rows(crm, auditor))
        assert rows(crm, auditor)[0]["changes"]["lock_code"] == ["•••", "•••"]


# --- seals -----------------------------------------------------------------------------------------------------------


def place_on(crm: ServiceUnderTest, day: dt.date, *titles: str) -> None:
    """Write books as it would have happened on that day."""
    for title in titles:
        with Work(crm.app.sessions, crm.administrator(), "shelf.book.place", "place_book", {}) as work:
            work.begin()
            work.now = dt.datetime.combine(day, dt.time(12), dt.UTC)
            work.add(Book(number="B", title=title, status="shelved", tags=[], pages=1, note="", lock_code=""))
            work.finish(dict)


def findings(crm: ServiceUnderTest, since: dt.date = DAY, until: dt.date = DAY) -> dict[dt.date, str]:
    with Work(crm.app.sessions, crm.administrator(), "*", "verify", {}) as work:
        return {dt.date.fromisoformat(day["day"]): day["finding"] for day in verify_history(work, since, until)}


@contextmanager
def superuser() -> Iterator[psycopg.Connection[Any]]:
    name = make_url(database("shelf").database_url).database
    url = make_url(servers()["database_url"]).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def tamper(crm: ServiceUnderTest, statement: str) -> None:
    with superuser() as connection:
        changed = connection.execute(statement.replace("TENANT", f"'{crm.tenant_id}'"))  # type: ignore[arg-type]
        assert changed.rowcount == 1


class TestSeals:
    def test_an_untouched_day_is_intact_and_sealed_once(self, crm: ServiceUnderTest) -> None:
        place_on(crm, DAY, "one", "two")

        made = [seal for seal in seal_history(crm.app.engine, DAY) if seal.tenant_id == crm.tenant_id]
        again = [seal for seal in seal_history(crm.app.engine, DAY) if seal.tenant_id == crm.tenant_id]

        assert [(seal.day, seal.entries) for seal in made] == [(DAY, 2)]
        assert again == []
        assert findings(crm) == {DAY: "intact"}

    @pytest.mark.parametrize(
        ("statement", "finding"),
        [
            ("""UPDATE history SET changes = jsonb_set(changes, '{title,1}', '"other"')
                WHERE tenant_id = TENANT AND changes #>> '{title,1}' = 'one'""", "changed"),
            ("UPDATE history SET ip = '::1' WHERE tenant_id = TENANT AND changes #>> '{title,1}' = 'two'", "changed"),
            ("DELETE FROM history WHERE tenant_id = TENANT AND changes #>> '{title,1}' = 'one'", "removed"),
            ("""INSERT INTO history (tenant_id, at, actor_id, use_case, entity, entity_id, record_id, action, changes)
                SELECT tenant_id, at, actor_id, use_case, entity, entity_id, record_id, 'delete', '{}' FROM history
                WHERE tenant_id = TENANT AND changes #>> '{title,1}' = 'one'""", "added"),
        ],
    )  # fmt: skip
    def test_what_a_superuser_does_to_a_sealed_day_is_found(self, crm: ServiceUnderTest, statement: str, finding: str) -> None:
        place_on(crm, DAY, "one", "two")
        seal_history(crm.app.engine, DAY)

        tamper(crm, statement)

        assert findings(crm) == {DAY: finding}

    def test_a_day_taken_out_with_its_seal_breaks_the_chain(self, crm: ServiceUnderTest) -> None:
        days = [DAY - dt.timedelta(days=back) for back in (4, 2, 0)]
        for day in days:
            place_on(crm, day, "one")
        seal_history(crm.app.engine, DAY)

        tamper(crm, f"DELETE FROM history WHERE tenant_id = TENANT AND at::date = '{days[1]}'")
        tamper(crm, f"DELETE FROM history_seals WHERE tenant_id = TENANT AND day = '{days[1]}'")

        assert findings(crm, days[0]) == {days[0]: "intact", days[2]: "chain_broken"}

    def test_an_entry_put_before_the_last_seal_never_gets_one(self, crm: ServiceUnderTest) -> None:
        place_on(crm, DAY, "one")
        seal_history(crm.app.engine, DAY)
        earlier = DAY - dt.timedelta(days=3)

        place_on(crm, earlier, "forged")
        seal_history(crm.app.engine, DAY)

        assert findings(crm, earlier) == {earlier: "not_sealed", DAY: "intact"}

    def test_later_days_go_on_from_the_last_seal(self, crm: ServiceUnderTest) -> None:
        before = DAY - dt.timedelta(days=1)
        place_on(crm, before, "one")
        first = [seal for seal in seal_history(crm.app.engine, before) if seal.tenant_id == crm.tenant_id]
        place_on(crm, DAY, "two")

        second = [seal for seal in seal_history(crm.app.engine, DAY) if seal.tenant_id == crm.tenant_id]

        assert second[0].previous == first[0].digest
        assert findings(crm, before) == {before: "intact", DAY: "intact"}

    def test_today_cannot_be_sealed(self, crm: ServiceUnderTest) -> None:
        with pytest.raises(ValueError, match="not over"):
            seal_history(crm.app.engine, DAY + dt.timedelta(days=1))

    @pytest.mark.parametrize(
        "statement", ["UPDATE history SET reason = 'x'", "DELETE FROM history", "UPDATE history_seals SET entries = 0"]
    )
    def test_the_service_itself_cannot_change_what_is_written(self, crm: ServiceUnderTest, statement: str) -> None:
        with crm.app.engine.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
            connection.exec_driver_sql(statement)

    def test_the_command_seals_and_prints(
        self, crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        place_on(crm, DAY, "one")
        monkeypatch.setenv("CRM_SHELF_DATABASE_URL", database("shelf").database_url)

        main(["shelf"])

        assert f"shelf {crm.tenant_id} {DAY} 1 " in capsys.readouterr().out
        assert findings(crm) == {DAY: "intact"}

    def test_the_relay_has_it_done_daily_and_logs_the_seals(
        self, crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        place_on(crm, DAY, "one")
        monkeypatch.setenv("CRM_SHELF_DATABASE_URL", database("shelf").database_url)
        stop = threading.Event()
        thread = threading.Thread(target=seal_daily, args=[["shelf"], stop, 0.05])

        thread.start()
        until = time.monotonic() + 30
        while findings(crm) != {DAY: "intact"} and time.monotonic() < until:
            time.sleep(0.1)
        stop.set()
        thread.join(30)

        assert findings(crm) == {DAY: "intact"}
        assert str(crm.tenant_id) in capsys.readouterr().out

    def test_what_cannot_be_sealed_is_said_and_tried_again(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("CRM_SHELF_DATABASE_URL", raising=False)

        assert _seal(["shelf"]) is False
        assert "history not sealed" in capsys.readouterr().out


# --- explanations ----------------------------------------------------------------------------------------------------


def why(crm: ServiceUnderTest, auditor: Caller, book: dict[str, Any], subject: Caller, action: str = "read") -> dict[str, Any]:
    asked = {"entity": "book", "record_id": book["id"], "action": action, "subject": subject.as_json()}
    answer: dict[str, Any] = crm.ask(ExplainAccess, auditor, **asked)
    return answer | {"by": sorted({rule["rule"] for rule in answer["rules"] if rule["grants"]} - {"permission"})}


class TestExplanations:
    @pytest.fixture
    def book(self, crm: ServiceUnderTest) -> dict[str, Any]:
        self.owner = crm.person("shelf.*:own", team="/1/2/")
        made: dict[str, Any] = crm.do(PlaceBook, self.owner, title="Candide")
        return made

    @pytest.mark.parametrize(
        ("depth", "team", "by"),
        [
            ("own", "/1/2/", []), ("team", "/1/2/", ["team"]), ("team", "/1/", []), ("subtree", "/1/", ["subtree"]),
            ("subtree", "/1/2/", ["subtree", "team"]), ("subtree", "/1/3/", []), ("subtree", "", []),
            ("all", "", ["all"]), ("none", "/1/2/", []),
        ],
    )  # fmt: skip
    def test_each_depth_is_named(
        self, crm: ServiceUnderTest, auditor: Caller, book: dict[str, Any], depth: str, team: str, by: list[str]
    ) -> None:
        answer = why(crm, auditor, book, crm.person(f"shelf.book.read:{depth}", team=team))

        assert answer["permission"] == "shelf.book.read"
        assert answer["depth"] == depth
        assert answer["by"] == by
        assert answer["granted"] is bool(by)

    def test_owner_deputy_and_share_are_named(self, crm: ServiceUnderTest, auditor: Caller, book: dict[str, Any]) -> None:
        deputy = crm.person("shelf.*:own", team="/1/3/", stands_for=((self.owner.user_id, "/1/2/"),))
        guest = crm.person("shelf.*:own", team="/1/3/")
        crm.do(ShareBook, self.owner, book_id=book["id"], grantee_kind="user", grantee_id=guest.user_id)

        assert why(crm, auditor, book, self.owner)["by"] == ["owner"]
        assert why(crm, auditor, book, deputy)["by"] == ["owner"]
        assert why(crm, auditor, book, guest)["by"] == ["share"]
        assert why(crm, auditor, book, guest, "update")["by"] == []
        assert why(crm, auditor, book, guest, "update")["granted"] is False

    def test_who_cannot_meet_the_record_learns_nothing_of_it(self, crm: ServiceUnderTest, book: dict[str, Any]) -> None:
        subject, asker = crm.administrator(), crm.person("shelf.access.explain:own")

        with crm.refused(404):
            why(crm, asker, book, subject)
        with crm.refused(404):
            other = crm.fresh()
            why(other, other.administrator(), book, other.administrator())

    def test_unknown_entities_and_subjects_are_refused(self, crm: ServiceUnderTest, auditor: Caller, book: dict[str, Any]) -> None:
        with crm.refused(422, "unknown_entity", "/entity"):
            crm.ask(ExplainAccess, auditor, entity="page", record_id=book["id"], subject=auditor.as_json())
        with crm.refused(422, "invalid", "/subject"):
            crm.ask(ExplainAccess, auditor, entity="book", record_id=book["id"], subject={"user_id": "x"})
        with crm.refused(422, "unknown_user", "/subject"):
            crm.ask(ExplainAccess, auditor, entity="book", record_id=str(uuid4()), subject=crm.fresh().administrator().as_json())
