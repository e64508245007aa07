"""Approving quotations."""

from typing import Any
from uuid import UUID

from crm_contracts.sales.commands.orders import ConfirmOrder
from crm_contracts.sales.commands.quotations import ApproveQuotation, ChangeQuotation, OrderQuotation, SubmitQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def waiting(crm: ServiceUnderTest, given: Any) -> tuple[Caller, dict[str, Any]]:
    """A quotation whose discount somebody else has to approve, and its author."""
    seller = crm.person("sales.quotation.*:own", "customers.*:all")
    return seller, given.approved(seller, lines=[{"product_id": given.product(), "qty": "1", "discount": "50"}])


def test_somebody_else_approves_it_and_its_order_needs_no_approval(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()
    _, quotation = waiting(crm, given)

    approved = crm.do(ApproveQuotation, boss, quotation_id=quotation["id"], version=quotation["version"], comment="Once")

    assert (approved["status"], approved["decided_by"]) == ("approved", str(boss.user_id))
    clerk = crm.person("sales.quotation.*:all", "sales.order.*:own", "customers.*:all")
    order = crm.do(OrderQuotation, clerk, quotation_id=approved["id"], version=approved["version"])
    bound = crm.do(ConfirmOrder, clerk, order_id=order["id"], version=order["version"], confirm_warnings=True)
    assert bound["status"] == "confirmed"


def test_its_author_does_not(crm: ServiceUnderTest, given: Any) -> None:
    seller, quotation = waiting(crm, given)

    with crm.refused(403, "own_record"):
        crm.do(ApproveQuotation, seller, quotation_id=quotation["id"], version=quotation["version"])


def test_whoever_changed_the_draft_does_not_either(crm: ServiceUnderTest, given: Any) -> None:
    boss, seller = crm.administrator(), crm.person("sales.quotation.*:own", "customers.*:all")
    draft = given.quotation(seller, lines=[{"product_id": given.product(), "qty": "1", "discount": "50"}])
    changed = crm.do(ChangeQuotation, boss, quotation_id=draft["id"], version=draft["version"], note="Once")
    asked = crm.do(SubmitQuotation, seller, quotation_id=draft["id"], version=changed["version"])

    with crm.refused(403, "own_record"):
        crm.do(ApproveQuotation, boss, quotation_id=asked["id"], version=asked["version"])

    assert crm.do(ApproveQuotation, crm.administrator(), quotation_id=asked["id"], version=asked["version"])["status"] == "approved"


def test_a_product_blocked_meanwhile_is_not_offered(crm: ServiceUnderTest, given: Any) -> None:
    _, quotation = waiting(crm, given)
    product = quotation["lines"][0]["product_id"]
    told = {"name": "Pump", "spec": "", "category": "", "brand": "", "kind": "goods", "uom": "pcs", "tax_class": ""}
    blocked = {"id": product, "code": "P-1", "list_price": None, "status": "blocked", "reason": "Recalled", **told}
    crm.hear_data("inventory.product.blocked.v1", UUID(product), blocked, aggregateversion=2)

    with crm.refused(409, "not_for_sale", "/lines/0/product_id"):
        crm.do(ApproveQuotation, crm.administrator(), quotation_id=quotation["id"], version=quotation["version"])
