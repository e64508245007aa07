"""Accounts and contacts that became others."""

from typing import Any
from uuid import UUID

from crm_contracts.sales.commands.conversion import ConvertLead
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListOpportunities
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def account_name(crm: ServiceUnderTest, rep: Caller) -> str:
    return str(crm.ask(ListOpportunities, rep)["data"][0]["account_name"])


def test_a_merged_account_is_its_survivor_everywhere(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor, other = given.account("Old"), given.account("Survivor"), given.account("Other")
    deal = given.opportunity(rep, accounts=[{"id": old, "is_main": True}, {"id": survivor}, {"id": other}])

    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])

    now = crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])
    assert {each["id"]: each["is_main"] for each in now["accounts"]} == {str(survivor): True, str(other): False}
    assert account_name(crm, rep) == "Survivor"
    assert given.opportunity(rep, accounts=[{"id": old}])["accounts"][0]["id"] == str(survivor)
    event = crm.events("sales.opportunity.updated.v1")[-1]
    assert len(event["data"]["accounts"]) == 2


def test_a_lead_converted_to_a_duplicate_ends_at_the_survivor(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(rep, contact_name="Ada")
    made = crm.do(
        ConvertLead, rep, lead_id=lead["id"], version=lead["version"], opportunity={"close_date": given.in_days(9)}
    )  # fmt: skip
    survivor, contact = given.account("Survivor"), given.contact("Ada")

    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[made["account_id"]])
    crm.hear_golden("customers.contact.merged.v1", survivor_id=contact, merged_ids=[made["contact_id"]])
    given.account("Acme", id=UUID(made["account_id"]))

    deal = crm.ask(GetOpportunity, rep, opportunity_id=made["opportunity_id"])
    assert [each["id"] for each in deal["accounts"]] == [str(survivor)]
    assert [each["id"] for each in deal["contacts"]] == [str(contact)]
    again = crm.do(ConvertLead, rep, key="later", lead_id=lead["id"], version=lead["version"])
    assert (again["account_id"], again["contact_id"]) == (str(survivor), str(contact))
