"""Orders that change after they were sent."""

from typing import Any

from sqlalchemy import select

from crm_contracts.inventory.commands.purchase_orders import AmendPurchaseOrder, ReturnPurchaseOrder, SubmitPurchaseOrder
from crm_kit.testing.service import ServiceUnderTest
from inventory.domain.stock_expected import StockExpected


def as_told(line: dict[str, Any], **changes: Any) -> dict[str, Any]:
    kept = {name: line[name] for name in ("id", "product_id", "qty", "uom", "unit_price", "tax_rate", "due_on")}
    return {**kept, **changes}


def test_less_goes_at_once_and_more_waits(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    given.settings(amendment_rise_percent="5")
    order = buying.sent(buying.line(10, 10), buying.line(1, 1))

    less = buying.act(AmendPurchaseOrder, order, lines=[as_told(order["lines"][0], qty="9")], reason="Fewer")
    same = buying.act(AmendPurchaseOrder, less, lines=[as_told(less["lines"][0], qty="9.4")], reason="A little more")
    more = buying.act(AmendPurchaseOrder, same, lines=[as_told(same["lines"][0], qty="20")], reason="Many more")

    assert [(each["status"], each["revision"]) for each in (less, same, more)] == [
        ("sent", 2), ("sent", 3), ("pending_approval", 4),
    ]  # fmt: skip
    assert more["findings"][0]["code"] == "amended_value"
    assert list(crm.rows(select(StockExpected.qty))) == [(20,)]


def test_what_has_come_stays(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent(buying.line(10), buying.line(5))
    buying.receipt(order, 4, post=True)
    order = buying.again(order)
    first, second = order["lines"]

    with crm.refused(422, "received", "/lines/0/qty"):
        buying.act(AmendPurchaseOrder, order, lines=[as_told(first, qty="3")], reason="Fewer")
    with crm.refused(409, "received"):
        buying.act(AmendPurchaseOrder, order, lines=[as_told(second)], reason="Without it")
    with crm.refused(422, "other_product", "/lines/0/product_id"):
        buying.act(AmendPurchaseOrder, order, lines=[as_told(first, product_id=second["product_id"])], reason="Other")
    done = buying.act(AmendPurchaseOrder, order, lines=[as_told(first, qty="4")], reason="That was all")

    assert (done["status"], done["receipt_status"]) == ("completed", "full")
    assert crm.rows(select(StockExpected.qty)) == []


def test_a_draft_is_changed_and_not_amended(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.order()

    with crm.refused(409, "illegal_transition"):
        buying.act(AmendPurchaseOrder, order, lines=[as_told(order["lines"][0])], reason="No")


def test_a_price_that_rises_waits_though_the_value_does_not(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent(buying.line(10, 10))

    dearer = buying.act(AmendPurchaseOrder, order, lines=[as_told(order["lines"][0], qty="5", unit_price="20")], reason="Dear")

    assert (dearer["status"], [each["code"] for each in dearer["findings"]]) == ("pending_approval", ["price_rise"])


def test_what_was_sent_back_does_not_pass_by_being_asked_for_again(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent(buying.line(10, 10))
    waiting = buying.act(AmendPurchaseOrder, order, lines=[as_told(order["lines"][0], qty="90")], reason="Many more")
    returned = buying.act(ReturnPurchaseOrder, waiting, crm.administrator(), reason="Too many")

    again = buying.act(SubmitPurchaseOrder, returned)

    assert (again["status"], [each["code"] for each in again["findings"]]) == ("pending_approval", ["amended_value"])
