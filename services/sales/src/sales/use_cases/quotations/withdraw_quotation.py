"""Take a quotation back that waits for approval."""

from crm_contracts.sales.commands.quotations import WithdrawQuotation
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation


@app.handles(WithdrawQuotation)
def withdraw_quotation(command: WithdrawQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    quotation.withdraw()
    return quotation
