"""Say that the customer has a quotation."""

from crm_contracts.sales.commands.quotations import SendQuotation
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.lookups.revisions import supersede_previous


@app.handles(SendQuotation)
def send_quotation(command: SendQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.send(work.now)
    supersede_previous(work, quotation)
    return quotation
