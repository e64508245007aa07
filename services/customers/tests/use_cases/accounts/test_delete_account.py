"""Deleting accounts."""

from typing import Any
from uuid import uuid4

from crm_contracts.customers.commands.accounts import DeleteAccount
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_deleted_account_is_gone_from_sight_but_listed_among_the_deleted(
    crm: ServiceUnderTest, rep: Caller, account: Any
) -> None:
    made = account()

    assert crm.do(DeleteAccount, rep, account_id=made["id"], version=1) is None

    assert crm.ask(ListAccounts, rep)["data"] == []
    assert [row["id"] for row in crm.ask(ListAccounts, rep, deleted=True)["data"]] == [made["id"]]
    with crm.refused(404):
        crm.ask(GetAccount, rep, account_id=made["id"])
    (event,) = crm.events("customers.account.deleted.v1")
    assert event["data"] == {"id": made["id"], "number": made["number"], "name": "Acme"}
    write_golden(event)


def test_an_account_with_others_below_it_stays(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    top = account("Top")
    below = account("Below", parent_id=top["id"])

    with crm.refused(409, "in_use") as problem:
        crm.do(DeleteAccount, rep, account_id=top["id"], version=1)

    assert problem["references"] == [{"collection": "accounts", "id": below["id"]}]


def test_an_account_with_open_opportunities_stays_until_they_are_closed(
    crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any
) -> None:
    made, other, deal = account(), account("Other"), uuid4()
    opportunity("created", id=deal, accounts=[{"id": other["id"], "is_main": True}, {"id": made["id"], "is_main": False}])

    with crm.refused(409, "in_use") as problem:
        crm.do(DeleteAccount, rep, account_id=made["id"], version=1)
    assert problem["references"] == [{"collection": "opportunities", "id": str(deal)}]

    opportunity("lost", id=deal, version=2, status="lost", accounts=[{"id": made["id"], "is_main": True}])
    assert crm.do(DeleteAccount, rep, account_id=made["id"], version=1) is None


def test_the_person_behind_it_goes_with_it(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    person = account("王小明", kind="person", email="xm@qq.com")

    crm.do(DeleteAccount, rep, account_id=person["id"], version=1)

    with crm.refused(404):
        crm.ask(GetContact, rep, contact_id=person["person_id"])
    assert account("王小明", kind="person", email="xm@qq.com")["id"], "the two of them can be taken in anew"


def test_a_right_to_change_is_no_right_to_delete(crm: ServiceUnderTest, account: Any) -> None:
    made = account()

    with crm.refused(403):
        crm.do(DeleteAccount, crm.person("*.update:all", "*.read:all"), account_id=made["id"], version=1)
    with crm.refused(412):
        crm.do(DeleteAccount, crm.administrator(), account_id=made["id"], version=7)
