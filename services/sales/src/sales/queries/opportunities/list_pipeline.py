"""Opportunities as they stood on a day in the past."""

from typing import Any

from sqlalchemy import select

from crm_contracts.sales.queries.opportunities import ListPipeline
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.app import app
from sales.domain.journal import JournalEntry
from sales.domain.opportunity import Opportunity
from sales.lookups.past import last_entries


@app.answers(ListPipeline)
def list_pipeline(query: ListPipeline, work: Work) -> dict[str, Any]:
    met = select(Opportunity.id).where(visible(work.caller, Opportunity, work.allow), Opportunity.deleted_at.is_(None))
    there = JournalEntry.id.in_(last_entries(query.as_of).where(JournalEntry.opportunity_id.in_(met)))
    return page(work, query, JournalEntry, {"id": JournalEntry.opportunity_id}, there, JournalEntry.kind != "delete")
