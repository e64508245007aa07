"""Where consignments are."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_last_news_counts_in_whatever_order_it_comes(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order, delivery = given.confirmed(rep), uuid4()
    told = {"id": uuid4(), "delivery_id": delivery}

    tell = "inventory.waybill.status_changed.v1"
    late = crm.hear_golden(tell, **told, status="signed", at="2026-11-22T08:00:00Z", aggregateversion=3)
    early = crm.hear_golden(tell, **told, status="in_transit", at="2026-11-21T08:00:00Z", aggregateversion=2)
    for again in (late, early):
        crm.hear(again)
    given.shipped(order, "2", delivery=delivery)

    (consignment,) = crm.ask(GetOrder, rep, order_id=order["id"])["consignments"]
    assert (consignment["status"], consignment["at"]) == ("signed", "2026-11-22T08:00:00Z")
