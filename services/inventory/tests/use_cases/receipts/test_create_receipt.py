"""Goods that come."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.receipts import CreateReceipt
from crm_contracts.inventory.commands.suppliers import CreateSupplier
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_in_one_go_they_are_in_stock_and_the_order_is_complete(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product()
    order = buying.sent(buying.line(10, 5, product_id=product["id"]))

    receipt = buying.receipt(order, post=True, delivery_note="LS 17")

    assert (receipt["status"], receipt["number"][:8], receipt["rate"]) == ("posted", "RC-2026-", "1")
    assert given.balance(product) == (10, 0)
    assert (buying.again(order)["status"], buying.again(order)["receipt_status"]) == ("completed", "full")
    write_golden(crm.events("inventory.po.completed.v1")[0])
    given.check_books()


def test_several_orders_of_one_supplier_and_warehouse(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    supplier = buying.supplier()
    first, second = (buying.sent(buying.line(10), supplier_id=supplier["id"]) for _ in range(2))
    elsewhere = buying.sent(supplier_id=supplier["id"], warehouse_id=given.warehouse()["id"])
    dollars, others = buying.sent(supplier_id=supplier["id"], currency="USD"), buying.sent()
    line_of = lambda order: {"purchase_line_id": order["lines"][0]["id"], "qty": "1"}  # noqa: E731

    receipt = crm.do(CreateReceipt, buying.keeper, lines=[line_of(first), line_of(second)], post=True)

    assert sorted(receipt["purchase_order_ids"]) == sorted([first["id"], second["id"]])
    assert [buying.again(each)["receipt_status"] for each in (first, second)] == ["partial", "partial"]
    for other, code in ((elsewhere, "different_suppliers"), (others, "different_suppliers"), (dollars, "mixed_currencies")):
        with crm.refused(422, code, "/lines/1/purchase_line_id"):
            crm.do(CreateReceipt, buying.keeper, lines=[line_of(first), line_of(other)])


def test_no_more_comes_than_was_ordered(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    order = buying.sent(buying.line(10))

    with crm.refused(422, "over_receipt", "/lines/0/qty"):
        buying.receipt(order, 11, post=True)
    given.settings(over_receipt_percent="10")

    assert buying.receipt(order, 11, post=True)["status"] == "posted"
    assert buying.again(order)["lines"][0]["received"] == "11"


def test_what_is_rejected_at_once_is_not_in_stock_and_still_expected(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product()
    order = buying.sent(buying.line(10, product_id=product["id"]))
    line = {"purchase_line_id": order["lines"][0]["id"], "qty": "10", "rejected": "3", "reject_reason": "Bent"}

    receipt = crm.do(CreateReceipt, buying.keeper, lines=[line], post=True)

    assert (receipt["lines"][0]["accepted"], receipt["lines"][0]["rejected"]) == ("7", "3")
    now = buying.again(order)
    assert (now["status"], now["lines"][0]["received"], now["lines"][0]["rejected"]) == ("sent", "7", "3")
    assert buying.receipt(now, 3, post=True)["status"] == "posted"


def test_lines_are_those_of_orders_that_were_sent(crm: ServiceUnderTest, buying: Any) -> None:
    line = {"purchase_line_id": buying.sent()["lines"][0]["id"], "qty": "1"}

    with crm.refused(409, "not_sent"):
        buying.receipt(buying.order())
    with crm.refused(422, "unknown_line", "/lines/0/purchase_line_id"):
        crm.do(CreateReceipt, buying.keeper, lines=[{"purchase_line_id": uuid4(), "qty": "1"}])
    with crm.refused(422, "unknown_line", "/lines/1/purchase_line_id"):
        crm.do(CreateReceipt, buying.keeper, lines=[line, line])
    with crm.refused(422, "more_than_came", "/lines/0/rejected"):
        crm.do(CreateReceipt, buying.keeper, lines=[{**line, "rejected": "2"}])


def test_posting_at_once_needs_the_right_to(crm: ServiceUnderTest, buying: Any) -> None:
    clerk, order = crm.person("inventory.receipt.create:all"), buying.sent()
    lines = [{"purchase_line_id": order["lines"][0]["id"], "qty": "1"}]

    with crm.refused(403, "forbidden"):
        crm.do(CreateReceipt, clerk, lines=lines, post=True)

    assert crm.do(CreateReceipt, clerk, lines=lines)["status"] == "draft"


def test_lines_of_orders_that_one_does_not_meet_are_as_if_they_were_not(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    clerk = crm.person("inventory.receipt.*:own", "inventory.purchase_order.*:own", "inventory.supplier.*:own")
    supplier = crm.do(CreateSupplier, clerk, name="Bearings and more")
    mine, others = buying.sent(who=clerk, supplier_id=supplier["id"]), buying.sent()
    came = lambda order: [{"purchase_line_id": order["lines"][0]["id"], "qty": "1"}]  # noqa: E731

    with crm.refused(422, "unknown_line", "/lines/0/purchase_line_id"):
        crm.do(CreateReceipt, clerk, lines=came(others))

    assert crm.do(CreateReceipt, clerk, lines=came(mine))["status"] == "draft"
    assert buying.again(others)["receipt_status"] == "none"
