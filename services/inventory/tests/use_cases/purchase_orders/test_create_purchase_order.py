"""Goods to buy."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.products import BlockProduct, PhaseOutProduct
from crm_contracts.inventory.commands.suppliers import CreateSupplierPrice
from crm_kit.testing.service import ServiceUnderTest


def test_totals_are_the_sums_of_rounded_lines(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.order(buying.line(3, "1.115", tax_rate="13"), buying.line(1, "0.005"))

    assert (order["status"], order["number"][:8], order["currency"]) == ("draft", "PO-2026-", "CNY")
    assert [each["total"]["amount"] for each in order["lines"]] == ["3.35", "0.01"]
    assert (order["net"]["amount"], order["tax"]["amount"], order["total"]["amount"]) == ("3.36", "0.44", "3.80")


def test_the_price_is_the_suppliers_for_the_quantity_and_the_unit(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    supplier, product = buying.supplier(), given.product(units=[{"uom": "box", "factor": "12"}])
    told = {"supplier_id": supplier["id"], "product_id": product["id"]}
    for least, amount in (("0", "5"), ("24", "4")):
        crm.do(CreateSupplierPrice, buying.keeper, **told, min_qty=least, price={"amount": amount, "currency": "CNY"})

    lines = [{"product_id": product["id"], "qty": "10"}, {"product_id": product["id"], "qty": "2", "uom": "box"}]
    order = buying.order(*lines, supplier_id=supplier["id"])

    assert [(each["uom"], each["unit_price"]) for each in order["lines"]] == [("pcs", "5"), ("box", "48")]


def test_without_any_price_it_names_the_line(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    with crm.refused(422, "no_price", "/lines/1/unit_price"):
        buying.order(buying.line(), {"product_id": given.product()["id"], "qty": "1"})


def test_what_cannot_be_bought_is_named(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    with crm.refused(422, "unknown_product", "/lines/1/product_id"):
        buying.order(buying.line(), buying.line(product_id=uuid4()))
    with crm.refused(422, "unknown_unit", "/lines/0/uom"):
        buying.order(buying.line(uom="barrel"))
    with crm.refused(422, "unknown_supplier", "/supplier_id"):
        buying.order(supplier_id=uuid4())
    with crm.refused(422, "unknown_warehouse", "/warehouse_id"):
        buying.order(warehouse_id=uuid4())
    for message, reason in ((BlockProduct, "Recall"), (PhaseOutProduct, "Old")):
        product = given.product()
        crm.do(message, buying.keeper, product_id=product["id"], version=product["version"], reason=reason)
        with crm.refused(409, pointer="/lines/0/product_id"):
            buying.order(buying.line(product_id=product["id"]))


def test_in_one_go_it_is_sent_where_nobody_has_to_approve(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    given.settings(purchase_approval_limit={"amount": "100.00", "currency": "CNY"})

    small, large = buying.sent(buying.line(10, 10)), buying.sent(buying.line(10, "10.01"))

    assert (small["status"], large["status"], large["sent_at"]) == ("sent", "pending_approval", None)
    clerk = crm.person("inventory.purchase_order.create:all", "inventory.supplier.read:all")
    with crm.refused(403, "forbidden"):
        buying.order(who=clerk, submit=True)


def test_an_external_reference_is_taken_once(crm: ServiceUnderTest, buying: Any) -> None:
    buying.order(external_reference="OLD-7")

    with crm.refused(409, "duplicate", "/external_reference"):
        buying.order(external_reference="OLD-7")
