"""What an account is worth follows its opportunities."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

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
from customers.app import app
from customers.domain.copies import OpportunityCopy
from customers.figures import refresh


@app.reacts(
    OpportunityCreated, OpportunityUpdated, OpportunityStageChanged, OpportunityWon, OpportunityLost, OpportunityCancelled,
    OpportunityReopened, OpportunityRestored,
)  # fmt: skip
def on_opportunity_changed(event: Any, work: Work) -> None:
    before = _account_of(work, event.id)
    account_id = next((each.id for each in event.accounts if each.is_main), event.accounts[0].id)
    told = {"account_id": account_id, "account_ids": [each.id for each in event.accounts], "status": event.status}
    owner = {"owner_id": event.owner_id, "team_path": work.envelope.get("teampath") or ""}
    if work.copy(OpportunityCopy, event.id, **told, **owner, **_worth(event)):
        refresh(work, {account_id, before or account_id})


@app.reacts(OpportunityDeleted)
def on_opportunity_deleted(event: OpportunityDeleted, work: Work) -> None:
    account_id = _account_of(work, event.id)
    if work.copy(
        OpportunityCopy, event.id, account_id=account_id or event.id, account_ids=[], status="deleted", owner_id=work.caller.user_id
    ) and account_id is not None:  # fmt: skip
        refresh(work, {account_id})


def _account_of(work: Work, opportunity_id: UUID) -> UUID | None:
    return work.session.scalar(select(OpportunityCopy.account_id).where(OpportunityCopy.id == opportunity_id))


def _worth(event: Any) -> dict[str, Any]:
    amount, base = event.amount, getattr(event, "base_amount", None)
    return {
        "amount": amount.amount if amount is not None else None,
        "currency": amount.currency if amount is not None else None,
        "base_amount": base.amount if base is not None else None,
        "won_on": event.closed_on if event.status == "won" else None,
    }
