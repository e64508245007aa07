"""One reason."""

from crm_contracts.sales.queries.processes import GetReason
from crm_kit.work import Work
from sales.app import app
from sales.domain.reason import ClosingReason


@app.answers(GetReason)
def get_reason(query: GetReason, work: Work) -> ClosingReason:
    return work.get(ClosingReason, query.reason_id)
