"""What customers tells of accounts and contacts."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.sales.commands.conversion import ConvertLead
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListOpportunities
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def told(crm: ServiceUnderTest, type_: str, record_id: UUID, version: int, **changes: Any) -> None:
    envelope_of = {"aggregateversion": version}
    data = {"id": record_id, **changes}
    crm.hear_data(type_, record_id, data, **envelope_of)


def account_name(crm: ServiceUnderTest, rep: Caller) -> str:
    return str(crm.ask(ListOpportunities, rep)["data"][0]["account_name"])


def test_the_golden_account_is_understood(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id = uuid4()

    crm.hear_golden("customers.account.created.v1", id=account_id, name="Golden", owner_id=rep.user_id)

    given.opportunity(rep, accounts=[{"id": account_id}])
    assert account_name(crm, rep) == "Golden"


def test_the_golden_contact_is_understood(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    contact_id = uuid4()

    crm.hear_golden("customers.contact.created.v1", id=contact_id, owner_id=rep.user_id)

    deal = given.opportunity(rep, contacts=[{"id": contact_id}])
    assert [each["id"] for each in deal["contacts"]] == [str(contact_id)]


def test_older_news_changes_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id = given.account("First")
    given.opportunity(rep, accounts=[{"id": account_id}])

    crm.hear_data("customers.account.updated.v1", account_id, given.account_told(account_id, "Third"), aggregateversion=3)
    crm.hear_data("customers.account.updated.v1", account_id, given.account_told(account_id, "Second"), aggregateversion=2)

    assert account_name(crm, rep) == "Third"


def test_the_same_news_twice_is_applied_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id = given.account("First")
    given.opportunity(rep, accounts=[{"id": account_id}])
    renamed = given.account_told(account_id, "Renamed")

    envelope = crm.hear_data("customers.account.updated.v1", account_id, renamed, aggregateversion=2)
    crm.hear(envelope)

    assert account_name(crm, rep) == "Renamed"


def test_nobody_sells_to_what_is_deleted(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id, contact_id = given.account(), given.contact()
    told(crm, "customers.account.deleted.v1", account_id, 2, number="A-1", name="Acme")
    told(crm, "customers.contact.deleted.v1", contact_id, 2)

    with crm.refused(422, "unknown_account"):
        given.opportunity(rep, accounts=[{"id": account_id}])
    with crm.refused(422, "unknown_contact"):
        given.opportunity(rep, contacts=[{"id": contact_id}])
    crm.hear_data("customers.account.restored.v1", account_id, given.account_told(account_id, "Back"), aggregateversion=3)
    assert given.opportunity(rep, accounts=[{"id": account_id}])["status"] == "open"


def test_a_deletion_may_be_heard_before_the_rest(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id = uuid4()
    told(crm, "customers.account.deleted.v1", account_id, 5, number="A-1", name="Acme")

    given.account(id=account_id)

    with crm.refused(422, "unknown_account"):
        given.opportunity(rep, accounts=[{"id": account_id}])


def test_a_merged_account_is_its_survivor_everywhere(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor, other = given.account("Old"), given.account("Survivor"), given.account("Other")
    deal = given.opportunity(rep, accounts=[{"id": old, "is_main": True}, {"id": survivor}, {"id": other}])

    merged = {"survivor_id": survivor, "merged_ids": [old], "kind": "company", "snapshot_id": None}
    crm.hear_data("customers.account.merged.v1", survivor, merged)

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

    merged = {"survivor_id": survivor, "merged_ids": [made["account_id"]], "kind": "company", "snapshot_id": None}
    crm.hear_data("customers.account.merged.v1", survivor, merged)
    crm.hear_data("customers.contact.merged.v1", contact, {"survivor_id": contact, "merged_ids": [made["contact_id"]]})
    given.account("Acme", id=UUID(made["account_id"]))

    deal = crm.ask(GetOpportunity, rep, opportunity_id=made["opportunity_id"])
    assert [each["id"] for each in deal["accounts"]] == [str(survivor)]
    assert [each["id"] for each in deal["contacts"]] == [str(contact)]
    again = crm.do(ConvertLead, rep, key="later", lead_id=lead["id"], version=lead["version"])
    assert (again["account_id"], again["contact_id"]) == (str(survivor), str(contact))


@pytest.mark.parametrize("with_children", [True, False])
def test_an_account_shared_with_its_children_shares_its_deals(
    crm: ServiceUnderTest, given: Any, rep: Caller, with_children: bool
) -> None:
    helper, account_id, share_id = crm.person("sales.*:own"), given.account(), uuid4()
    given.opportunity(rep, accounts=[{"id": account_id}])
    terms = {
        "share_id": share_id, "grantee_kind": "user", "grantee_id": helper.user_id, "level": "read", "expires_at": None,
        "with_children": with_children,
    }  # fmt: skip

    told(crm, "customers.account.shared.v1", account_id, 2, **terms)
    given.opportunity(rep, accounts=[{"id": account_id}], name="Later")
    seen = crm.ask(ListOpportunities, helper, count="exact")["count"]
    told(crm, "customers.account.unshared.v1", account_id, 3, **terms)
    given.opportunity(rep, accounts=[{"id": account_id}], name="Last")

    assert seen == (2 if with_children else 0)
    assert crm.ask(ListOpportunities, helper, count="exact")["count"] == 0


def test_a_share_that_ended_before_it_was_heard_of_shows_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    helper, account_id = crm.person("sales.*:own"), given.account()
    given.opportunity(rep, accounts=[{"id": account_id}])
    terms = {
        "share_id": uuid4(), "grantee_kind": "user", "grantee_id": helper.user_id, "level": "read", "expires_at": None,
        "with_children": True,
    }  # fmt: skip

    told(crm, "customers.account.unshared.v1", account_id, 3, **terms)
    told(crm, "customers.account.shared.v1", account_id, 2, **terms)

    assert crm.ask(ListOpportunities, helper)["data"] == []
