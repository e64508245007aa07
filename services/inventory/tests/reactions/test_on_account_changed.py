"""What customers tells of accounts."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.suppliers import CreateSupplier
from crm_contracts.inventory.queries.notices import ListShipmentNotices
from crm_kit.testing.service import ServiceUnderTest


def account_name(crm: ServiceUnderTest, shipping: Any) -> str:
    return str(crm.ask(ListShipmentNotices, shipping.keeper)["data"][0]["account_name"])


def test_older_news_changes_nothing(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    shipping.notice()

    crm.hear_golden("customers.account.updated.v1", aggregateversion=3, id=given.customer_id, name="Third")
    crm.hear_golden("customers.account.updated.v1", aggregateversion=2, id=given.customer_id, name="Second")

    assert account_name(crm, shipping) == "Third"


def test_the_same_news_twice_is_applied_once(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    shipping.notice()

    envelope = crm.hear_golden("customers.account.created.v1", id=given.customer_id, name="Engines")
    crm.hear(envelope)

    assert account_name(crm, shipping) == "Engines"


def test_nobody_buys_from_what_is_deleted(crm: ServiceUnderTest, buying: Any) -> None:
    account_id = uuid4()
    crm.hear_golden("customers.account.deleted.v1", aggregateversion=5, id=account_id)
    crm.hear_golden("customers.account.created.v1", aggregateversion=1, id=account_id, name="Gone")

    with crm.refused(422, "unknown_account"):
        crm.do(CreateSupplier, buying.keeper, name="Gone", account_id=account_id)
    crm.hear_golden("customers.account.restored.v1", aggregateversion=6, id=account_id, name="Back")

    assert crm.do(CreateSupplier, buying.keeper, name="Back", account_id=account_id)["account_id"] == str(account_id)
