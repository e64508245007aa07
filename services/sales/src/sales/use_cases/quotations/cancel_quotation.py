"""Call a quotation off."""

from crm_contracts.sales.commands.quotations import CancelQuotation
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.lookups.revisions import restore_previous


@app.handles(CancelQuotation)
def cancel_quotation(command: CancelQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.cancel(command.reason)
    restore_previous(work, quotation)
    return quotation
