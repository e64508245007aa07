"""Opportunities as they stood on a day in the past."""

from typing import Any

from sqlalchemy import select

from crm_contracts.sales.queries.opportunities import ListPipeline
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy
from sales.domain.journal import JournalEntry
from sales.domain.opportunity import Opportunity
from sales.lookups.past import last_entries

COLUMNS = {
    "id": JournalEntry.opportunity_id,
    "product_ids": select(Opportunity.product_ids).where(Opportunity.id == JournalEntry.opportunity_id).scalar_subquery(),
    "region": select(AccountCopy.region).where(AccountCopy.id == JournalEntry.account_id).scalar_subquery(),
}


@app.answers(ListPipeline)
def list_pipeline(query: ListPipeline, work: Work) -> dict[str, Any]:
    met = select(Opportunity.id).where(visible(work.caller, Opportunity, work.allow), Opportunity.deleted_at.is_(None))
    there = JournalEntry.id.in_(last_entries(query.as_of).where(JournalEntry.opportunity_id.in_(met)))
    return page(work, query, JournalEntry, COLUMNS, there, JournalEntry.kind != "delete")
