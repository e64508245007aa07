"""Sending quotations back."""

from typing import Any

from crm_contracts.sales.commands.quotations import ChangeQuotation, ReturnQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def waiting(crm: ServiceUnderTest, given: Any) -> tuple[Caller, dict[str, Any]]:
    """A quotation whose discount somebody else has to approve, and its author."""
    seller = crm.person("sales.quotation.*:own", "customers.*:all")
    return seller, given.approved(seller, lines=[{"product_id": given.product(), "qty": "1", "discount": "50"}])


def test_it_is_a_draft_again_with_a_comment(crm: ServiceUnderTest, given: Any) -> None:
    seller, quotation = waiting(crm, given)
    told = {"quotation_id": quotation["id"], "version": quotation["version"]}

    with crm.refused(403, "own_record"):
        crm.do(ReturnQuotation, seller, **told, comment="No")
    back = crm.do(ReturnQuotation, crm.administrator(), **told, comment="30 % at most")

    assert (back["status"], back["decision_comment"]) == ("draft", "30 % at most")
    assert crm.do(ChangeQuotation, seller, quotation_id=back["id"], version=back["version"], note="Ok")["note"] == "Ok"
