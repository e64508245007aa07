"""Opportunities, page by page."""

from typing import Any

from sqlalchemy import Date, cast, func, select

from crm_contracts.sales.queries.opportunities import ListOpportunities
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy
from sales.domain.opportunity import Opportunity

_of_account = AccountCopy.id == Opportunity.account_id
_until = func.coalesce(Opportunity.actual_close, cast(func.timezone("UTC", func.now()), Date))
COLUMNS = {
    "account_name": select(AccountCopy.name).where(_of_account).scalar_subquery(),
    "region": select(AccountCopy.region).where(_of_account).scalar_subquery(),
    "pipeline_days": func.greatest(0, _until - cast(func.timezone("UTC", Opportunity.created_at), Date)),
}


@app.answers(ListOpportunities)
def list_opportunities(query: ListOpportunities, work: Work) -> dict[str, Any]:
    return page(work, query, Opportunity, COLUMNS)
