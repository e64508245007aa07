"""Lists: filters, sorts, cursors, search and who sees what."""

import datetime as dt
from typing import Any

import pytest
from shelf.words import ListBooks, PlaceBook
from sqlalchemy import text

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture
def caller(crm: ServiceUnderTest) -> Caller:
    return crm.administrator()


@pytest.fixture
def books(crm: ServiceUnderTest, caller: Caller) -> None:
    for number, title in enumerate(["Anna Karenina", "beowulf", "Candide", "红楼梦", "50% off_all"]):
        crm.do(
            PlaceBook, caller, title=title, pages=number * 100, tags=["old", f"t{number}"], note="n" if number else "",
            price={"amount": f"{number}.50", "currency": "CNY"} if number else None,
            published_on=dt.date(2000 + number, 1, 1), status="lent" if number == 2 else "shelved",
        )  # fmt: skip


def titles(crm: ServiceUnderTest, caller: Caller, where: Any = None, **more: Any) -> list[str]:
    return [row["title"] for row in crm.ask(ListBooks, caller, where=where, **more)["data"]]


def leaf(field: str, op: str, value: Any) -> dict[str, Any]:
    return {"field": field, "op": op, "value": value}


@pytest.mark.usefixtures("books")
class TestFilters:
    @pytest.mark.parametrize(
        ("where", "found"),
        [
            (leaf("status", "eq", "lent"), ["Candide"]),
            (leaf("status", "ne", "shelved"), ["Candide"]),
            (leaf("status", "in", ["lent", "gone"]), ["Candide"]),
            (leaf("pages", "gte", "300"), ["50% off_all", "红楼梦"]),
            (leaf("pages", "lt", 100), ["Anna Karenina"]),
            (leaf("price", "gt", "2.50"), ["50% off_all", "红楼梦"]),
            (leaf("price", "null", "true"), ["Anna Karenina"]),
            (leaf("published_on", "lte", "2001-01-01"), ["Anna Karenina", "beowulf"]),
            (leaf("tags", "eq", "t1"), ["beowulf"]),
            (leaf("title", "contains", "NN"), ["Anna Karenina"]),
            (leaf("title", "contains", "%"), ["50% off_all"]),
            (leaf("title", "starts", "b"), ["beowulf"]),
            (leaf("has_note", "eq", "false"), ["Anna Karenina"]),
            (leaf("q", "eq", "楼"), ["红楼梦"]),
            (leaf("q", "eq", "ANNA kare"), ["Anna Karenina"]),
            (leaf("q", "eq", "f_a"), ["50% off_all"]),
            ({"or": [leaf("pages", "eq", 0), leaf("tags", "in", ["t2"])]}, ["Anna Karenina", "Candide"]),
            ({"and": [leaf("tags", "eq", "old"), {"not": leaf("pages", "gt", 0)}]}, ["Anna Karenina"]),
        ],
    )
    def test_each_operator_finds_what_it_says(self, crm: ServiceUnderTest, caller: Caller, where: Any, found: list[str]) -> None:
        assert titles(crm, caller, where) == found

    @pytest.mark.parametrize(
        ("where", "code"),
        [
            (leaf("lock_code", "eq", "x"), "unknown_field"),
            (leaf("pages", "contains", "1"), "unknown_operator"),
            (leaf("pages", "eq", "many"), "wrong_type"),
            (leaf("owner_id", "eq", "me"), "wrong_type"),
            (leaf("status", "in", "lent"), "wrong_type"),
            ({"field": "pages", "op": "eq", "value": 1, "extra": 1}, "malformed"),
            ({"xor": []}, "malformed"),
            ({"and": []}, "malformed"),
            ({"and": [leaf("pages", "eq", 1)] * 51}, "too_many"),
            ({"not": {"not": {"not": {"not": {"not": leaf("pages", "eq", 1)}}}}}, "too_deep"),
        ],
    )
    def test_what_is_not_allowed_is_refused_and_named(self, crm: ServiceUnderTest, caller: Caller, where: Any, code: str) -> None:
        with crm.refused(422, code):
            titles(crm, caller, where)

    @pytest.mark.parametrize("sort", ["title", "-title", "pages", "-pages,title", "-updated_at", "title,-pages"])
    def test_pages_follow_each_other_without_gap_or_repeat(self, crm: ServiceUnderTest, caller: Caller, sort: str) -> None:
        whole, cursor, seen = titles(crm, caller, sort=sort), None, []

        while True:
            answer = crm.ask(ListBooks, caller, sort=sort, limit=2, cursor=cursor)
            seen += [row["title"] for row in answer["data"]]
            cursor = answer["next_cursor"]
            if not answer["has_more"]:
                break

        assert seen == whole
        assert len(set(seen)) == 5

    def test_a_cursor_serves_only_its_own_filter_and_sort(self, crm: ServiceUnderTest, caller: Caller) -> None:
        cursor = crm.ask(ListBooks, caller, limit=1)["next_cursor"]

        with crm.refused(400, "cursor_mismatch"):
            crm.ask(ListBooks, caller, limit=1, cursor=cursor, sort="-title")
        with crm.refused(400, "cursor_malformed"):
            crm.ask(ListBooks, caller, limit=1, cursor="bm9uc2Vuc2U")

    def test_only_the_asked_fields_come(self, crm: ServiceUnderTest, caller: Caller) -> None:
        row = crm.ask(ListBooks, caller, fields=["title"], limit=1)["data"][0]

        assert set(row) == {"id", "title"}
        with crm.refused(400, "unknown_field"):
            crm.ask(ListBooks, caller, fields=["lock_code"])

    def test_the_count_is_of_all_pages(self, crm: ServiceUnderTest, caller: Caller) -> None:
        assert crm.ask(ListBooks, caller, limit=1, count="exact", where=leaf("pages", "gt", 0))["count"] == 4

    def test_updated_since_leaves_older_ones_out(self, crm: ServiceUnderTest, caller: Caller) -> None:
        newest = crm.ask(ListBooks, caller, sort="-updated_at")["data"][0]

        assert titles(crm, caller, updated_since=newest["updated_at"]) == [newest["title"]]

    def test_names_sort_as_people_expect(self, crm: ServiceUnderTest, caller: Caller) -> None:
        assert titles(crm, caller, sort="title") == ["50% off_all", "Anna Karenina", "beowulf", "Candide", "红楼梦"]

    def test_an_unknown_sort_is_refused(self, crm: ServiceUnderTest, caller: Caller) -> None:
        with crm.refused(400, "unknown_sort"):
            titles(crm, caller, sort="lock_code")


def test_each_depth_sees_its_part(crm: ServiceUnderTest) -> None:
    people = {path: crm.person("shelf.book.*:all", team=path) for path in ("/1/", "/1/2/", "/1/2/3/", "/1/22/")}
    for path, person in people.items():
        crm.do(PlaceBook, person, title=path)
    me = people["/1/2/"]

    def seen(depth: str) -> list[str]:
        scoped = Caller(tenant_id=me.tenant_id, user_id=me.user_id, team_path="/1/2/", grants={"shelf.book.read": depth})
        answer = crm.ask(ListBooks, scoped, count="exact")
        assert answer["count"] == len(answer["data"])
        return [row["title"] for row in answer["data"]]

    assert seen("own") == seen("team") == ["/1/2/"]
    assert seen("subtree") == ["/1/2/", "/1/2/3/"]
    assert len(seen("all")) == 4
    with crm.refused(403, "forbidden"):
        seen("none")


def test_search_uses_its_index_although_rows_are_secured(crm: ServiceUnderTest) -> None:
    explain = text("EXPLAIN SELECT id FROM books WHERE search_text LIKE '%uncommon%'")
    with crm.app.engine.connect() as connection:
        connection.execute(text("SET enable_seqscan = off"))
        plan = "\n".join(connection.scalars(explain))
        connection.execute(text("RESET enable_seqscan"))

    assert "ix_books_search" in plan
