"""What customers tells of accounts."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.queries.opportunities import ListOpportunities
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def account_name(crm: ServiceUnderTest, rep: Caller) -> str:
    return str(crm.ask(ListOpportunities, rep)["data"][0]["account_name"])


def test_older_news_changes_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id = given.account("First")
    given.opportunity(rep, accounts=[{"id": account_id}])

    crm.hear_golden("customers.account.updated.v1", aggregateversion=3, id=account_id, name="Third")
    crm.hear_golden("customers.account.updated.v1", aggregateversion=2, id=account_id, name="Second")

    assert account_name(crm, rep) == "Third"


def test_the_same_news_twice_is_applied_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id = given.account("First")
    given.opportunity(rep, accounts=[{"id": account_id}])

    envelope = crm.hear_golden("customers.account.updated.v1", aggregateversion=2, id=account_id, name="Renamed")
    crm.hear(envelope)

    assert account_name(crm, rep) == "Renamed"


def test_nobody_sells_to_what_is_deleted(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id, contact_id = given.account(), given.contact()
    crm.hear_golden("customers.account.deleted.v1", aggregateversion=2, id=account_id)
    crm.hear_golden("customers.contact.deleted.v1", aggregateversion=2, id=contact_id)

    with crm.refused(422, "unknown_account"):
        given.opportunity(rep, accounts=[{"id": account_id}])
    with crm.refused(422, "unknown_contact"):
        given.opportunity(rep, contacts=[{"id": contact_id}])
    crm.hear_golden("customers.account.restored.v1", aggregateversion=3, id=account_id, name="Back")
    assert given.opportunity(rep, accounts=[{"id": account_id}])["status"] == "open"


def test_a_deletion_may_be_heard_before_the_rest(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id = uuid4()
    crm.hear_golden("customers.account.deleted.v1", aggregateversion=5, id=account_id)

    given.account(id=account_id)

    with crm.refused(422, "unknown_account"):
        given.opportunity(rep, accounts=[{"id": account_id}])
