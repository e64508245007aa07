"""Changing drafts."""

from typing import Any

from crm_contracts.sales.commands.quotations import ChangeQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_takes_other_lines(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    made, product = given.quotation(rep), given.product("P-2", "7.50")

    changed = crm.do(
        ChangeQuotation, rep, quotation_id=made["id"], version=made["version"], lines=[{"product_id": product, "qty": "4"}]
    )  # fmt: skip

    assert (changed["total"]["amount"], changed["version"]) == ("30.00", made["version"] + 1)


def test_once_submitted_it_is_revised_instead(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for made in (given.approved(rep), given.sent(rep)):
        with crm.refused(409, "use_revise"):
            crm.do(ChangeQuotation, rep, quotation_id=made["id"], version=made["version"], note="Cheaper")
