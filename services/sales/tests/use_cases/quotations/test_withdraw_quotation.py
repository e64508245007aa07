"""Taking quotations back."""

from typing import Any

from crm_contracts.sales.commands.quotations import WithdrawQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def waiting(crm: ServiceUnderTest, given: Any) -> tuple[Caller, dict[str, Any]]:
    """A quotation whose discount somebody else has to approve, and its author."""
    seller = crm.person("sales.quotation.*:own", "customers.*:all")
    return seller, given.approved(seller, lines=[{"product_id": given.product(), "qty": "1", "discount": "50"}])


def test_its_author_takes_it_back(crm: ServiceUnderTest, given: Any) -> None:
    seller, quotation = waiting(crm, given)

    back = crm.do(WithdrawQuotation, seller, quotation_id=quotation["id"], version=quotation["version"])

    assert back["status"] == "draft"
    with crm.refused(409, "illegal_transition"):
        crm.do(WithdrawQuotation, seller, quotation_id=back["id"], version=back["version"])
