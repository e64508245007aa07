"""Send a quotation back to its author."""

from crm_contracts.sales.commands.quotations import ReturnQuotation
from crm_kit.approval import Decision
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation


@app.handles(ReturnQuotation)
def return_quotation(command: ReturnQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.send_back(Decision.of(work, command.comment))
    return quotation
