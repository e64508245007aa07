"""The customer says yes."""

from crm_contracts.sales.commands.quotations import AcceptQuotation
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation


@app.handles(AcceptQuotation)
def accept_quotation(command: AcceptQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.accept(work.now)
    return quotation
