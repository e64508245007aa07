"""How two revisions of a quotation differ."""

from typing import Any

from crm_contracts.sales.queries.quotations import DiffQuotations
from crm_contracts.sales.views.quotations import QuotationDiff
from crm_kit.errors import Invalid, NotFound
from crm_kit.messages import dump
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.domain.quotation_diff import difference


@app.answers(DiffQuotations)
def diff_quotations(query: DiffQuotations, work: Work) -> dict[str, Any]:
    now = work.get(Quotation, query.quotation_id)
    other = query.with_id or now.previous_id
    if other is None:
        raise NotFound("There is no revision before it")
    before = work.get(Quotation, other)
    if before.number != now.number:
        raise Invalid.field("/with_id", "another_quotation", f"{before.number} is another quotation")
    return dump(None, QuotationDiff, difference(before, now))
