"""One shipment notice."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.notices import GetShipmentNotice
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_shown_to_those_who_may_see_it(crm: ServiceUnderTest, shipping: Any) -> None:
    stranger, notice = crm.person("inventory.shipment_notice.read:own"), shipping.notice()

    assert shipping.again(notice) == notice
    with crm.refused(404, "not_found"):
        crm.ask(GetShipmentNotice, stranger, shipment_notice_id=notice["id"])
    with crm.refused(404, "not_found"):
        shipping.again({"id": uuid4()})
