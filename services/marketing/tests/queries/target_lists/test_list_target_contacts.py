"""Contacts as target lists choose them."""

from typing import Any

import pytest

from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture
def customers(crm: ServiceUnderTest, given: Any) -> None:
    """Ada buys much, Bob bought once long ago, Cid complains, Dan has no account and refuses."""
    acme = given.account("Acme", level="A", industry="pumps", types=["customer"])
    byte, cave = given.account("Byte", level="B", industry="chips"), given.account("Cave")
    given.contact("Ada", account_id=acme, title="Engineer")
    given.contact("Bob", account_id=byte, title="Clerk")
    given.contact("Cid", account_id=cave, title="Clerk")
    given.consent(given.contact("Dan", agrees=False), "opted_out", topic="news")
    given.order(acme, net="100.00")
    given.order(acme, net="250.00", ordered_on=given.in_days(-30))
    given.order(byte, net="80.00", ordered_on=given.in_days(-400))
    given.order(cave, net="999.00", status="cancelled")
    given.ticket(cave, kind="complaint", suppresses=True)
    given.ticket(acme, status="closed", suppresses=False)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"field": "title", "value": "Clerk"}, ["Bob", "Cid"]),
        ({"field": "account_level", "op": "in", "value": ["A", "B"]}, ["Ada", "Bob"]),
        ({"field": "account_types", "value": "customer"}, ["Ada"]),
        ({"field": "order_count", "op": "gte", "value": 2}, ["Ada"]),
        ({"field": "order_count", "value": 0}, ["Cid", "Dan"]),
        ({"field": "order_amount", "op": "gt", "value": "349.99"}, ["Ada"]),
        ({"field": "days_since_last_order", "op": "gt", "value": 90}, ["Bob"]),
        ({"field": "last_order_on", "op": "null", "value": True}, ["Cid", "Dan"]),
        ({"field": "open_tickets", "op": "gt", "value": 0}, ["Cid"]),
        ({"field": "has_complaint", "value": True}, ["Cid"]),
        ({"field": "opted_in", "value": ["email:all"]}, ["Ada", "Bob", "Cid"]),
        ({"field": "opted_out", "value": ["email:news"]}, ["Dan"]),
        ({"and": [{"field": "title", "value": "Clerk"}, {"not": {"field": "has_complaint", "value": True}}]}, ["Bob"]),
        (
            {"or": [{"field": "account_industry", "value": "chips"}, {"field": "name", "op": "starts", "value": "d"}]},
            ["Bob", "Dan"],
        ),
    ],
)
@pytest.mark.usefixtures("customers")
def test_every_kind_of_condition(crm: ServiceUnderTest, marketer: Caller, where: dict[str, Any], found: list[str]) -> None:
    rows = crm.ask(ListTargetContacts, marketer, where=where, count="exact")

    assert [row["name"] for row in rows["data"]] == found
    assert rows["count"] == len(found)


def test_who_responded_to_what(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.campaign(marketer), given.campaign(marketer)
    ada, bob, cid = (given.contact(name) for name in ("Ada", "Bob", "Cid"))
    given.response(one, contact_id=ada)
    given.response(other, contact_id=ada, kind="reply", at="2026-02-01T00:00:00Z")
    given.response(other, contact_id=bob)
    given.response(one, contact_id=cid, is_human=False)

    def found(where: dict[str, Any]) -> list[str]:
        return [row["name"] for row in crm.ask(ListTargetContacts, marketer, where=where)["data"]]

    assert found({"field": "responded_to", "value": [one["id"]]}) == ["Ada"]
    assert found({"field": "response_count", "value": 0}) == ["Cid"]
    assert found({"field": "last_response_at", "op": "lt", "value": "2026-01-15T00:00:00Z"}) == ["Bob"]


@pytest.mark.usefixtures("customers")
def test_what_is_known_of_each_is_shown(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada = crm.ask(ListTargetContacts, marketer, where={"field": "name", "value": "Ada"})["data"][0]

    assert (ada["account_name"], ada["order_count"], ada["order_amount"]) == ("Acme", 2, "350")
    assert (ada["last_order_on"], ada["first_order_on"]) == (str(given.in_days(0)), str(given.in_days(-30)))
    assert (ada["open_tickets"], ada["opted_in"], ada["opted_out"]) == (0, ["email:all"], [])


@pytest.mark.usefixtures("customers")
def test_a_page_leads_to_the_next(crm: ServiceUnderTest, marketer: Caller) -> None:
    first = crm.ask(ListTargetContacts, marketer, limit=3)
    rest = crm.ask(ListTargetContacts, marketer, limit=3, cursor=first["next_cursor"])

    assert [row["name"] for row in first["data"] + rest["data"]] == ["Ada", "Bob", "Cid", "Dan"]


def test_row_scope_holds(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    rep = crm.person("marketing.*:own")
    given.contact("Mine", owner_id=rep.user_id)
    given.contact("Other")
    campaign, target = given.running(marketer), given.everybody(marketer)

    assert [row["name"] for row in crm.ask(ListTargetContacts, rep)["data"]] == ["Mine"]
    for about in ({"campaign_id": campaign["id"]}, {"list_id": target["id"]}):
        with crm.refused(404):
            crm.ask(ListTargetContacts, rep, **about)
