"""What customers tells of contacts."""

from typing import Any

from crm_contracts.sales.queries.opportunities import GetOpportunity
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_contact_can_be_named_as_soon_as_it_is_heard_of(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    contact_id = given.contact("王小明")

    deal = given.opportunity(rep, contacts=[{"id": contact_id, "role": "buyer"}])

    assert crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])["contacts"] == [{"id": str(contact_id), "role": "buyer"}]


def test_a_deleted_contact_is_not_named_any_more_until_it_is_back(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    contact_id = given.contact()
    crm.hear_golden("customers.contact.deleted.v1", aggregateversion=2, id=contact_id)

    with crm.refused(422, "unknown_contact", pointer="/contacts/0/id"):
        given.opportunity(rep, contacts=[{"id": contact_id}])
    crm.hear_golden("customers.contact.updated.v1", aggregateversion=1, id=contact_id)
    with crm.refused(422, "unknown_contact"):
        given.opportunity(rep, contacts=[{"id": contact_id}])
    crm.hear_golden("customers.contact.restored.v1", aggregateversion=3, id=contact_id)
    assert given.opportunity(rep, contacts=[{"id": contact_id}])["status"] == "open"
