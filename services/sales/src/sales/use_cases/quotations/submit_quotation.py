"""Have a quotation approved."""

from crm_contracts.sales.commands.quotations import SubmitQuotation
from crm_kit.approval import Decision
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.lookups.checks import passed
from sales.lookups.revisions import refuse_same


@app.handles(SubmitQuotation)
def submit_quotation(command: SubmitQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.check("submit")
    refuse_same(work, quotation)
    quotation.submit(passed(work, quotation), Decision.of(work, command.reason))
    return quotation
