"""Somebody changes job."""

from typing import Any

from crm_contracts.customers.commands.contacts import CloseLink, LinkContact
from crm_contracts.customers.queries.accounts import GetAccount, ListAccountContacts
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_change_of_job_is_one_link_closed_and_another_opened(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    old, new = account("Acme", contacts=[{"full_name": "Ada", "role": "buyer"}]), account("Globex")
    (link,) = old["contacts"]

    closed = crm.do(CloseLink, rep, link_id=link["id"], version=1, to_on="2026-06-30")
    crm.do(LinkContact, rep, account_id=new["id"], contact_id=link["contact_id"], from_on="2026-07-01")

    assert (closed["to_on"], closed["is_primary"]) == ("2026-06-30", False)
    history = crm.ask(GetContact, rep, contact_id=link["contact_id"])["accounts"]
    assert [(each["account_name"], each["to_on"]) for each in history] == [("Globex", None), ("Acme", "2026-06-30")]
    assert crm.ask(GetAccount, rep, account_id=old["id"])["contacts"] == []
    past = crm.ask(ListAccountContacts, rep, account_id=old["id"], where={"field": "is_current", "value": False})["data"]
    assert [each["role"] for each in past] == ["buyer"]
    assert [each["id"] for each in crm.events("customers.contact.updated.v1")[-1]["data"]["accounts"]] == [new["id"]]


def test_without_a_day_it_ends_today(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    (link,) = account(contacts=[{"full_name": "Ada"}])["contacts"]

    assert crm.do(CloseLink, rep, link_id=link["id"], version=1)["to_on"]


def test_it_ends_once(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    (link,) = account(contacts=[{"full_name": "Ada"}])["contacts"]
    crm.do(CloseLink, rep, link_id=link["id"], version=1, to_on="2026-06-30")

    with crm.refused(409, "already_closed"):
        crm.do(CloseLink, rep, link_id=link["id"], version=2, to_on="2026-12-31")
    assert crm.do(CloseLink, rep, link_id=link["id"], version=2, to_on="2026-05-31")["to_on"] == "2026-05-31"
