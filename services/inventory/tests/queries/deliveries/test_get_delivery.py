"""One delivery."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.deliveries import GetDelivery
from crm_kit.testing.service import ServiceUnderTest


def test_it_belongs_to_whom_its_order_belongs(crm: ServiceUnderTest, shipping: Any) -> None:
    rep, other = crm.person("inventory.delivery.read:own"), crm.person("inventory.delivery.read:own")
    delivery = shipping.delivery(shipping.accepted(shipping.order(1, owner_id=rep.user_id)))

    assert crm.ask(GetDelivery, rep, delivery_id=delivery["id"]) == delivery
    for who, record_id in ((other, delivery["id"]), (rep, uuid4())):
        with crm.refused(404, "not_found"):
            crm.ask(GetDelivery, who, delivery_id=record_id)
