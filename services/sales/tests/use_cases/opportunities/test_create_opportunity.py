"""Something to win."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.opportunities import CreateOpportunity
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListOpportunities
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_an_opportunity_begins_at_the_first_stage(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id, buyer_id, contact_id = given.account("华为"), given.account("Else"), given.contact()
    colleague = crm.person("sales.*:own")

    deal = given.opportunity(
        rep, accounts=[{"id": buyer_id}, {"id": account_id, "is_main": True}], contacts=[{"id": contact_id, "role": "buyer"}],
        amount={"amount": "1200.00", "currency": "CNY"}, team=[{"user_id": colleague.user_id, "role": "engineer"}],
        competitors=["Rival"], description="Two\nlines",
    )  # fmt: skip

    assert (deal["status"], deal["stage"], deal["probability"], deal["forecast_category"]) == (
        "open",
        "qualification",
        10,
        "pipeline",
    )
    assert {each["id"]: each["is_main"] for each in deal["accounts"]} == {str(buyer_id): False, str(account_id): True}
    assert deal["base_amount"] == deal["amount"] == {"amount": "1200.00", "currency": "CNY"}
    assert (deal["owner_id"], deal["pipeline_days"], deal["actual_close"]) == (str(rep.user_id), 0, None)
    assert deal == crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])
    assert crm.ask(ListOpportunities, rep)["data"][0]["account_name"] == "华为"
    event = crm.events("sales.opportunity.created.v1")[0]
    assert event["data"]["contacts"] == [{"id": str(contact_id), "role": "buyer"}]
    write_golden(event)


def test_the_amount_is_the_sum_of_the_products(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    price = {"amount": "3.33", "currency": "CNY"}
    products = [
        {"name": "Pump", "qty": "3", "unit_price": price},
        {"product_id": uuid4(), "name": "Pipe", "qty": "0.5", "unit_price": price},
    ]

    summed = given.opportunity(rep, products=products)
    by_hand = given.opportunity(rep, products=products, amount={"amount": "10.00", "currency": "CNY"}, amount_manual=True)

    assert summed["amount"] == {"amount": "11.66", "currency": "CNY"}
    assert [line["total"]["amount"] for line in summed["products"]] == ["9.99", "1.67"]
    assert by_hand["amount"]["amount"] == "10.00"
    with crm.refused(422, "amount_from_products", pointer="/amount"):
        given.opportunity(rep, products=products, amount={"amount": "10.00", "currency": "CNY"})
    with crm.refused(422, "mixed_currencies"):
        given.opportunity(rep, products=[products[0], {**products[1], "unit_price": {"amount": "1.00", "currency": "USD"}}])


@pytest.mark.parametrize(
    ("wrong", "code", "pointer"),
    [
        ({"close_date": "2020-01-01"}, "in_the_past", "/close_date"),
        ({"accounts": [{"id": str(uuid4())}]}, "unknown_account", "/accounts/0/id"),
        ({"contacts": [{"id": str(uuid4())}]}, "unknown_contact", "/contacts/0/id"),
        ({"team": [{"user_id": str(uuid4())}]}, "unknown_user", "/team/0/user_id"),
        ({"process_id": str(uuid4())}, "unknown_process", "/process_id"),
        ({"stage": "nowhere"}, "unknown_stage", "/stage"),
        ({"owner_id": str(uuid4())}, "unknown_user", "/owner_id"),
        ({"next_step": ""}, "invalid", "/next_step"),
        ({"probability": 101}, "invalid", "/probability"),
        ({"amount": {"amount": "1.234", "currency": "CNY"}}, "invalid", "/amount/amount"),
        (
            {"products": [{"name": "Pump", "qty": "0", "unit_price": {"amount": "1.00", "currency": "CNY"}}]},
            "invalid",
            "/products/0/qty",
        ),
        ({"status": "won"}, "unknown_field", "/status"),
    ],
)
def test_what_is_wrong_is_named(
    crm: ServiceUnderTest, given: Any, rep: Caller, wrong: dict[str, Any], code: str, pointer: str
) -> None:  # fmt: skip
    with crm.refused(422, code, pointer=pointer):
        given.opportunity(rep, **wrong)
    assert crm.ask(ListOpportunities, rep)["data"] == []


@pytest.mark.parametrize("missing", ["name", "accounts", "close_date", "next_step", "next_step_date"])
def test_what_is_missing_is_named(crm: ServiceUnderTest, given: Any, rep: Caller, missing: str) -> None:
    told = {
        "name": "Pumps", "accounts": [{"id": given.account()}], "close_date": given.in_days(9), "next_step": "Call",
        "next_step_date": given.in_days(1),
    }  # fmt: skip

    with crm.refused(422, "required", pointer=f"/{missing}"):
        crm.do(CreateOpportunity, rep, **{name: value for name, value in told.items() if name != missing})


def test_one_account_is_the_main_one(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    one, two = given.account("A"), given.account("B")

    with crm.refused(422, "one_main_account"):
        given.opportunity(rep, accounts=[{"id": one, "is_main": True}, {"id": two, "is_main": True}])
    with crm.refused(422, "duplicate_account"):
        given.opportunity(rep, accounts=[{"id": one}, {"id": one}])


def test_nobody_sells_to_accounts_out_of_sight(crm: ServiceUnderTest, given: Any) -> None:
    narrow = crm.person("sales.*:own", "customers.account.read:own")

    with crm.refused(422, "unknown_account", pointer="/accounts/0/id"):
        given.opportunity(narrow, accounts=[{"id": given.account()}])
    mine = given.account(owner_id=narrow.user_id)
    assert given.opportunity(narrow, accounts=[{"id": mine}])["status"] == "open"


def test_nobody_sees_the_opportunities_of_others(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("sales.*:own", "customers.*:all", team="/1/2/")
    deal = given.opportunity(seller)
    manager, sibling = crm.person("sales.*:subtree", team="/1/"), crm.person("sales.*:team", team="/1/3/")

    assert crm.ask(GetOpportunity, manager, opportunity_id=deal["id"])["id"] == deal["id"]
    for other in (sibling, crm.fresh().administrator()):
        assert crm.ask(ListOpportunities, other, count="exact")["count"] == 0
        with crm.refused(404):
            crm.ask(GetOpportunity, other, opportunity_id=deal["id"])
    with crm.refused(403):
        given.opportunity(crm.person("sales.opportunity.read:all", "customers.*:all"))
