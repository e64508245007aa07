"""One receipt."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.purchasing import GetReceipt
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_shown(crm: ServiceUnderTest, buying: Any) -> None:
    receipt = buying.receipt(buying.sent())

    assert crm.ask(GetReceipt, buying.keeper, receipt_id=receipt["id"]) == receipt
    with crm.refused(404, "not_found"):
        crm.ask(GetReceipt, buying.keeper, receipt_id=uuid4())
