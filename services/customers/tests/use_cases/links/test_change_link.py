"""Changing somebody's part in an account."""

from typing import Any

from crm_contracts.customers.commands.contacts import ChangeLink, CloseLink
from crm_contracts.customers.queries.accounts import GetAccount
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_part_changes_and_the_rest_stays(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    (link,) = account(contacts=[{"full_name": "Ada", "role": "buyer", "title": "Head of purchasing"}])["contacts"]

    after = crm.do(ChangeLink, rep, link_id=link["id"], version=1, role="approver")

    assert (after["role"], after["title"], after["version"]) == ("approver", "Head of purchasing", 2)
    assert crm.events("customers.contact.updated.v1")[0]["data"]["accounts"][0]["role"] == "approver"


def test_the_primary_one_changes_in_one_step(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": "Ada"}, {"full_name": "Bob"}])

    crm.do(ChangeLink, rep, link_id=made["contacts"][1]["id"], version=1, is_primary=True)

    contacts = crm.ask(GetAccount, rep, account_id=made["id"])["contacts"]
    assert [(each["full_name"], each["is_primary"]) for each in contacts] == [("Bob", True), ("Ada", False)]


def test_what_has_ended_does_not_change(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    (link,) = account(contacts=[{"full_name": "Ada"}])["contacts"]
    crm.do(CloseLink, rep, link_id=link["id"], version=1, to_on="2026-01-31")

    with crm.refused(409, "already_closed"):
        crm.do(ChangeLink, rep, link_id=link["id"], version=2, role="approver")


def test_a_stale_version_and_a_stranger_are_refused(crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any) -> None:
    (link,) = account(contacts=[{"full_name": "Ada"}])["contacts"]

    with crm.refused(412, "stale"):
        crm.do(ChangeLink, rep, link_id=link["id"], version=2, role="approver")
    for version in (1, 2):
        with crm.refused(404):
            crm.do(ChangeLink, colleague, link_id=link["id"], version=version, role="approver")
