"""Make the next revision of a quotation."""

from crm_contracts.sales.commands.quotations import ReviseQuotation
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.lookups.revisions import last_day, next_revision


@app.handles(ReviseQuotation)
def revise_quotation(command: ReviseQuotation, work: Work) -> Quotation:
    quotation = work.get(Quotation, command.quotation_id, version=command.version)
    fresh = quotation.revise(next_revision(work, quotation), command.valid_until or last_day(work), work.today)
    fresh.check_validity(work.today)
    return work.add(fresh)
