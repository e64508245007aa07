"""One revision of a quotation."""

from crm_contracts.sales.queries.quotations import GetQuotation
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation


@app.answers(GetQuotation)
def get_quotation(query: GetQuotation, work: Work) -> Quotation:
    return work.get(Quotation, query.quotation_id)
