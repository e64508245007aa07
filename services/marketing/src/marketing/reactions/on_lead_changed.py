"""What became of the leads of campaigns, as sales tells of it."""

from __future__ import annotations

from crm_contracts.sales.events import (
    LeadAccepted,
    LeadAssigned,
    LeadCreated,
    LeadDeleted,
    LeadRecycled,
    LeadRejected,
    LeadReopened,
    LeadRestored,
    LeadUpdated,
)
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import LeadCopy

COPIED = ("status", "source", "campaign_id", "response_id", "list_id", "first_response_at")
News = LeadCreated | LeadUpdated | LeadAssigned | LeadAccepted | LeadRejected | LeadRecycled | LeadReopened | LeadRestored


@app.reacts(
    LeadCreated, LeadUpdated, LeadAssigned, LeadAccepted, LeadRejected, LeadRecycled, LeadReopened, LeadRestored, in_batches=True
)  # fmt: skip
def on_lead_changed(event: News, work: Work) -> None:
    work.keep(LeadCopy, event.id, **{name: getattr(event, name) for name in COPIED}, came_at=event.created_at, is_deleted=False)


@app.reacts(LeadDeleted, in_batches=True)
def on_lead_deleted(event: LeadDeleted, work: Work) -> None:
    work.keep(LeadCopy, event.id, status="deleted", source="", is_deleted=True)
