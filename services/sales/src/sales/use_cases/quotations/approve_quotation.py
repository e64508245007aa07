"""Let a quotation through that waits."""

from crm_contracts.sales.commands.quotations import ApproveQuotation
from crm_kit.approval import Decision
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.lookups.checks import passed


@app.handles(ApproveQuotation)
def approve_quotation(command: ApproveQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.check("approve")
    passed(work, quotation)
    quotation.approve(Decision.of(work, command.comment))
    return quotation
