"""With whom a lead is shared."""

from typing import Any

from crm_contracts.sales.queries.leads import ListLeadShares
from crm_contracts.sales.views.shares import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import shares_of
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.answers(ListLeadShares)
def list_lead_shares(query: ListLeadShares, work: Work) -> dict[str, Any]:
    lead = work.get(Lead, query.lead_id)
    return {"data": [dump(None, ShareView, row) for row in shares_of(work, lead)], "has_more": False, "next_cursor": None}
