"""What happened to opportunities."""

from typing import Any

from sqlalchemy import select

from crm_contracts.sales.queries.opportunities import ListStageHistory
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.app import app
from sales.domain.journal import JournalEntry
from sales.domain.opportunity import Opportunity


@app.answers(ListStageHistory)
def list_stage_history(query: ListStageHistory, work: Work) -> dict[str, Any]:
    met = select(Opportunity.id).where(visible(work.caller, Opportunity, work.allow), Opportunity.deleted_at.is_(None))
    return page(work, query, JournalEntry, None, JournalEntry.opportunity_id.in_(met))
