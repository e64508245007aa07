"""Approving quotations."""

from typing import Any

from crm_contracts.sales.commands.orders import ConfirmOrder
from crm_contracts.sales.commands.quotations import ApproveQuotation, OrderQuotation
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
