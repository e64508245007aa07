"""Finding accounts."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.customers.commands.accounts import ChangeAccount
from crm_contracts.customers.commands.saved_views import CreateSavedView
from crm_contracts.customers.queries.accounts import ListAccounts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from customers.redirects import redirect


def names(crm: ServiceUnderTest, caller: Caller, **asked: Any) -> list[str]:
    return [row["name"] for row in crm.ask(ListAccounts, caller, **asked)["data"]]


def test_pages_follow_each_other_by_name_in_any_language(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    for name in ("Zoo", "ärzte", "Acme", "beta", "华为"):
        account(name)

    first = crm.ask(ListAccounts, rep, sort="name", limit=2, count="exact")
    second = crm.ask(ListAccounts, rep, sort="name", limit=2, cursor=first["next_cursor"])
    last = crm.ask(ListAccounts, rep, sort="name", limit=2, cursor=second["next_cursor"])

    assert [row["name"] for page in (first, second, last) for row in page["data"]] == ["Acme", "ärzte", "beta", "Zoo", "华为"]
    assert (first["count"], last["has_more"]) == (5, False)
    with crm.refused(400, "cursor_mismatch"):
        crm.ask(ListAccounts, rep, sort="-name", cursor=first["next_cursor"])


@pytest.mark.parametrize("part", ["为技", "hua", "TECH", "0013 80", "DE123", "info@hu", "-000001"])
def test_any_part_of_name_number_phone_mail_or_tax_id_finds_it(crm: ServiceUnderTest, rep: Caller, account: Any, part: str) -> None:
    account("华为技术 Huawei Tech", phone="+8613800138000", email="info@huawei-mail.com", tax_id="DE123")
    account("Else")

    assert names(crm, rep, where={"field": "q", "value": part}) == ["华为技术 Huawei Tech"]


def test_conditions_join_to_a_tree(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    account("One", level="A", region="Hesse", types=["customer", "partner"])
    account("Two", level="B", region="Hesse", types=["supplier"])
    account("Three", level="A", region="Bavaria")

    hesse = {"field": "region", "value": "Hesse"}
    assert names(crm, rep, where={"and": [hesse, {"field": "level", "value": "A"}]}) == ["One"]
    assert names(crm, rep, where={"not": hesse}) == ["Three"]
    assert names(crm, rep, where={"or": [{"field": "types", "value": "supplier"}, {"field": "types", "value": "partner"}]}) == [
        "Two", "One",
    ]  # fmt: skip
    assert names(crm, rep, where={"field": "level", "op": "in", "value": ["B"]}) == ["Two"]


def test_what_was_sold_to_an_account_finds_it(crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any) -> None:
    big, small = account("Big"), account("Small")
    account("None")
    for made, amount in ((big, "900.00"), (small, "10.00")):
        opportunity(
            "won", accounts=[{"id": made["id"], "is_main": True}], amount={"amount": amount, "currency": "CNY"},
            base_amount={"amount": amount, "currency": "CNY"}, closed_on="2026-05-01",
        )  # fmt: skip

    assert names(crm, rep, where={"field": "revenue", "op": "gte", "value": "100"}) == ["Big"]
    assert names(crm, rep, where={"field": "won_opportunities", "value": 0}) == ["None"]
    assert names(crm, rep, where={"field": "last_won_on", "op": "gt", "value": "2026-04-30"}, sort="-revenue") == ["Big", "Small"]
    assert names(crm, rep, sort="revenue") == ["None", "Small", "Big"]


def test_orders_that_one_may_not_see_neither_sort_nor_filter(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    elsewhere, cny = crm.person("*:own", team="/1/3/").user_id, lambda amount: {"amount": amount, "currency": "CNY"}
    mine, theirs = account("Mine"), account("Theirs")
    order("confirmed", account_id=mine["id"], total=cny("20.00"), ordered_on="2026-05-01")
    order("cancelled", account_id=mine["id"], total=cny("900.00"))
    order("confirmed", account_id=theirs["id"], total=cny("100.00"), ordered_on="2026-06-01", owner_id=elsewhere)
    everybody, nobody = crm.administrator(), crm.person("customers.*:all")
    big, late = (
        {"field": name, "op": "gte", "value": value} for name, value in (("ordered", "50"), ("last_ordered_on", "2026-05-02"))
    )

    assert [names(crm, who, sort="-revenue") for who in (everybody, rep)] == [["Theirs", "Mine"], ["Mine", "Theirs"]]
    assert [names(crm, who, where=big) for who in (everybody, rep, nobody)] == [["Theirs"], [], []]
    assert [names(crm, who, where=late) for who in (everybody, rep, nobody)] == [["Theirs"], [], []]
    assert names(crm, rep, where={"field": "orders", "value": 1}) == ["Mine"]
    assert names(crm, nobody, where={"field": "orders", "value": 0}, sort="name") == ["Mine", "Theirs"]
    first = crm.ask(ListAccounts, rep, sort="-ordered", limit=1)
    assert names(crm, rep, sort="-ordered", limit=1, cursor=first["next_cursor"]) == ["Theirs"]


def test_orders_of_whom_was_merged_count_for_the_survivor(crm: ServiceUnderTest, account: Any, order: Any, rep: Caller) -> None:
    survivor, lead_id = account("Survivor"), uuid4()
    order("confirmed", account_id=lead_id)
    with Work(crm.app.sessions, Caller.for_system(crm.tenant_id, "customers"), "*", "test", {}) as work:
        work.begin()
        redirect(work, lead_id, UUID(survivor["id"]), "account")
        work.finish(dict)

    assert names(crm, rep, where={"field": "ordered", "value": "90"}) == ["Survivor"]


@pytest.mark.parametrize(
    ("where", "pointer"),
    [
        ({"field": "secret", "value": 1}, "/where/field"),
        ({"field": "search_text", "value": "x"}, "/where/field"),
        ({"and": [{"field": "level", "op": "contains", "value": "A"}]}, "/where/and/0/op"),
        ({"field": "is_opinion_leader", "value": "perhaps"}, "/where/value"),
        ({"field": "revenue", "op": "gt", "value": "much"}, "/where/value"),
        ({"field": "owner_id", "value": "me' OR 1=1"}, "/where/value"),
    ],
)
def test_what_cannot_be_asked_is_named(crm: ServiceUnderTest, rep: Caller, where: dict[str, Any], pointer: str) -> None:
    with crm.refused(422, pointer=pointer):
        crm.ask(ListAccounts, rep, where=where)


def test_a_saved_view_runs_with_what_is_asked_beside_it(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    account("One", level="A", region="Hesse")
    account("Two", level="A", region="Bavaria")
    account("Three", level="B", region="Hesse")
    account("Theirs", by=colleague, level="A")
    kept = {"where": {"field": "level", "value": "A"}, "sort": "name", "is_shared": True}
    view = crm.do(CreateSavedView, rep, collection="accounts", name="A", **kept)

    assert names(crm, rep, view_id=view["id"]) == ["One", "Two"]
    assert names(crm, rep, view_id=view["id"], where={"field": "region", "value": "Hesse"}) == ["One"]
    assert names(crm, colleague, view_id=view["id"]) == ["Theirs"], "everybody sees their own by it"


def test_a_view_of_something_else_is_refused(crm: ServiceUnderTest, rep: Caller) -> None:
    view = crm.do(CreateSavedView, rep, collection="contacts", name="People")

    with crm.refused(422, "other_collection", "/view_id"):
        crm.ask(ListAccounts, rep, view_id=view["id"])
    with crm.refused(404):
        crm.ask(ListAccounts, rep, view_id=uuid4())


def test_who_sees_what_holds_for_lists_counts_and_searches(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any
) -> None:
    account("Ours")
    account("Theirs", by=colleague)

    assert names(crm, manager, sort="name") == ["Ours", "Theirs"]
    assert names(crm, rep, where={"field": "q", "value": "theirs"}) == []
    assert crm.ask(ListAccounts, rep, count="exact")["count"] == 1
    assert names(crm, crm.fresh().administrator()) == []


def test_one_can_ask_for_what_changed_since(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    account("Old")
    changed = account("Changed")
    later = crm.do(ChangeAccount, rep, account_id=changed["id"], version=1, region="Hesse")["updated_at"]

    assert names(crm, rep, updated_since=later) == ["Changed"]


def test_only_the_fields_asked_for_come(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    account("One")

    (row,) = crm.ask(ListAccounts, rep, fields=["name", "level"])["data"]

    assert set(row) == {"id", "name", "level"}
