"""Accounts that became others."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.deliveries import CreateWaybill
from crm_contracts.inventory.queries.deliveries import GetWaybill
from crm_contracts.inventory.queries.suppliers import GetSupplier
from crm_kit.testing.service import ServiceUnderTest


def test_suppliers_and_shipments_mean_the_survivor(crm: ServiceUnderTest, given: Any, shipping: Any, buying: Any) -> None:
    supplier, survivor = buying.supplier(), uuid4()
    notice = shipping.accepted()
    delivery = shipping.packed(notice)
    waybill = crm.do(CreateWaybill, shipping.keeper, delivery_id=delivery["id"], carrier="sf", number="1")

    merged = [supplier["account_id"], given.customer_id]
    envelope = crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=merged)
    crm.hear(envelope)

    assert crm.ask(GetSupplier, buying.keeper, supplier_id=supplier["id"])["account_id"] == str(survivor)
    assert crm.ask(GetWaybill, shipping.keeper, waybill_id=waybill["id"])["account_id"] == str(survivor)
    now = (shipping.again(notice), shipping.delivery_again(delivery))
    assert [each["account_id"] for each in now] == [str(survivor)] * 2
    assert now[1]["version"] == delivery["version"] + 2
    assert len(crm.events("inventory.supplier.updated.v1")) == 1


def test_news_of_what_was_merged_may_come_later(crm: ServiceUnderTest, buying: Any) -> None:
    first, second, survivor = uuid4(), uuid4(), uuid4()
    crm.hear_golden("customers.account.merged.v1", survivor_id=second, merged_ids=[first])
    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[second])
    for each in (first, second, survivor):
        crm.hear_golden("customers.account.created.v1", id=each, name="Acme")

    assert buying.supplier(account_id=first)["account_id"] == str(survivor)
