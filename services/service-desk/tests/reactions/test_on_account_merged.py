"""Accounts and contacts that became others."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.queries.installed_base import GetAgreement, GetAsset
from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_tickets_are_the_survivors_and_whoever_keeps_copies_is_told(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    account, survivor = given.account(), given.account()
    ticket = given.ticket(agent, account_id=account)

    for _ in range(2):
        crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[account])

    assert crm.ask(GetTicket, agent, ticket_id=ticket["id"])["account_id"] == str(survivor)
    [told] = crm.events("service_desk.ticket.updated.v1")
    assert told["data"]["account_id"] == str(survivor)


def test_a_new_ticket_of_what_was_merged_is_the_survivors(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    gone, survivor = uuid4(), given.account()

    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[gone])
    given.account(id=gone)

    assert given.ticket(agent, account_id=gone)["account_id"] == str(survivor)


def test_tickets_go_to_the_surviving_contact(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    contact, survivor = given.contact(), given.contact()
    ticket = given.ticket(agent, contact_id=contact)

    crm.hear_golden("customers.contact.merged.v1", survivor_id=survivor, merged_ids=[contact])

    assert crm.ask(GetTicket, agent, ticket_id=ticket["id"])["contact_id"] == str(survivor)


def test_what_they_have_and_what_was_agreed_is_the_survivors(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    account, survivor = given.account(), given.account()
    asset, agreement = base.asset(account_id=account), base.agreement(account_id=account)

    for _ in range(2):
        crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[account])

    assert crm.ask(GetAsset, base.admin, asset_id=asset["id"])["account_id"] == str(survivor)
    assert crm.ask(GetAgreement, base.admin, agreement_id=agreement["id"])["account_id"] == str(survivor)
