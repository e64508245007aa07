"""With whom an opportunity is shared."""

from typing import Any

from crm_contracts.sales.queries.opportunities import ListOpportunityShares
from crm_contracts.sales.views.shares import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import shares_of
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity


@app.answers(ListOpportunityShares)
def list_opportunity_shares(query: ListOpportunityShares, work: Work) -> dict[str, Any]:
    opportunity = work.get(Opportunity, query.opportunity_id)
    return {"data": [dump(None, ShareView, row) for row in shares_of(work, opportunity)], "has_more": False, "next_cursor": None}
