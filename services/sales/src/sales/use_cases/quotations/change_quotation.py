"""Change a quotation while it is a draft, or what it refers to while it stands."""

from typing import Any

from crm_contracts.sales.commands.quotations import ChangeQuotation
from crm_kit.messages import given
from crm_kit.words import UNSET
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.lookups.buyers import buyer
from sales.lookups.lines import quotation_lines
from sales.lookups.offers import sale_for
from sales.lookups.orders import check_references
from sales.lookups.terms import terms


@app.handles(ChangeQuotation)
def change_quotation(command: ChangeQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.check_change(given(command))
    quotation.change(_told(command, work, quotation), work.today, work.caller.user_id)
    if command.lines is not UNSET:
        quotation.put(quotation_lines(work, sale_for(work, quotation), command.lines))
    return quotation


def _told(command: ChangeQuotation, work: Work, quotation: Quotation) -> dict[str, Any]:
    told = given(command, but=("lines", "payment_terms_id"))
    check_references(work, told.get("contact_id"), told.get("opportunity_id"))
    if command.payment_terms_id is not UNSET:
        told |= terms(work, command.payment_terms_id, buyer(work, quotation.account_id))
    return told
