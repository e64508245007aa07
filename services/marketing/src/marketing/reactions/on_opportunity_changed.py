"""What became of the opportunities of campaigns, as sales tells of it."""

from __future__ import annotations

from crm_contracts.sales.events import (
    OpportunityCancelled,
    OpportunityCreated,
    OpportunityDeleted,
    OpportunityLost,
    OpportunityReopened,
    OpportunityRestored,
    OpportunityStageChanged,
    OpportunityUpdated,
    OpportunityWon,
)
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import OpportunityCopy

COPIED = ("status", "stage", "campaign_id", "lead_id", "close_date")
News = (
    OpportunityCreated | OpportunityUpdated | OpportunityStageChanged | OpportunityWon | OpportunityLost | OpportunityCancelled
    | OpportunityReopened | OpportunityRestored
)  # fmt: skip


@app.reacts(
    OpportunityCreated, OpportunityUpdated, OpportunityStageChanged, OpportunityWon, OpportunityLost, OpportunityCancelled,
    OpportunityReopened, OpportunityRestored, in_batches=True,
)  # fmt: skip
def on_opportunity_changed(event: News, work: Work) -> None:
    worth = {"amount": event.amount and event.amount.amount, "currency": event.amount and event.amount.currency}
    accounts = [each.id for each in event.accounts]
    told = {name: getattr(event, name) for name in COPIED}
    work.keep(OpportunityCopy, event.id, **told, **worth, account_ids=accounts, is_deleted=False)


@app.reacts(OpportunityDeleted, in_batches=True)
def on_opportunity_deleted(event: OpportunityDeleted, work: Work) -> None:
    nobody: list[str] = []
    work.keep(OpportunityCopy, event.id, status="deleted", stage="", account_ids=nobody, is_deleted=True)
