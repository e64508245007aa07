"""The customer says no."""

from crm_contracts.sales.commands.quotations import DeclineQuotation
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation


@app.handles(DeclineQuotation)
def decline_quotation(command: DeclineQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.decline(command.reason, work.now)
    return quotation
