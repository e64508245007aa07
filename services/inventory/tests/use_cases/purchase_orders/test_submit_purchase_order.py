"""What wants somebody's word."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.purchase_orders import SubmitPurchaseOrder
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_an_ordinary_order_is_approved_at_once(crm: ServiceUnderTest, buying: Any) -> None:
    approved = buying.act(SubmitPurchaseOrder, buying.order())

    assert (approved["status"], approved["findings"]) == ("approved", [])
    write_golden(crm.events("inventory.po.approved.v1")[0])


def test_a_price_that_rose_waits(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    supplier, product = buying.supplier(), given.product()
    buying.sent(buying.line(1, 100, product_id=product["id"]), supplier_id=supplier["id"])
    again = {"supplier_id": supplier["id"], "submit": True}

    little = buying.order(buying.line(1, 110, product_id=product["id"]), **again)
    much = buying.order(buying.line(1), buying.line(1, "110.01", product_id=product["id"]), **again)

    assert (little["status"], little["lines"][0]["last_price"]) == ("approved", "100")
    assert (much["status"], much["findings"][0]["code"]) == ("pending_approval", "price_rise")
    assert much["findings"][0]["pointer"] == "/lines/1/unit_price"


def test_a_large_order_in_another_currency_waits(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    given.settings(purchase_approval_limit={"amount": "500.00", "currency": "CNY"})
    unpriced = buying.order(buying.line(10, 10), currency="USD", submit=True)
    crm.hear_golden(
        "sales.exchange_rate.updated.v1", id=uuid4(), currency="USD", base_currency="CNY", rate="7", date=given.in_days(-1)
    )

    large = buying.order(buying.line(10, 10), currency="USD", submit=True)

    assert [each["findings"][0]["code"] for each in (unpriced, large)] == ["unpriced", "over_limit"]
    assert buying.order(buying.line(10, 7), currency="USD", submit=True)["status"] == "approved"
