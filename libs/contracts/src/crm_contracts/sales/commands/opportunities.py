"""What one can do with opportunities."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.views.opportunities import OpportunityView
from crm_contracts.sales.views.shares import ShareView
from crm_contracts.sales.words import (
    CancelReason,
    Code,
    Evidence,
    GranteeKind,
    Member,
    OpenForecast,
    OpportunityAccount,
    OpportunityContact,
    Percent,
    ProductLine,
    ShareLevel,
)
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import UNSET, Items, Label, Line, Name, Note, Reason, Text, Unset

Accounts = Annotated[list[OpportunityAccount], Items(20, least=1)]
Contacts = Annotated[list[OpportunityContact], Items(50)]
Products = Annotated[list[ProductLine], Items(100)]
Team = Annotated[list[Member], Items(50)]
Competitors = Annotated[list[Name], Items(20)]
NextStep = Annotated[str, Text(500, least=1)]


@command(allow="sales.opportunity.create", returns=OpportunityView)
class CreateOpportunity:
    """Something to win. One of the accounts is the main one: the one that says so, else the first.

    Without a process it is the tenant's default one, without a stage the first; probability and forecast category are the stage's.
    The amount is the sum of the products unless `amount_manual`.
    """

    name: Name
    accounts: Accounts
    close_date: dt.date
    next_step: NextStep
    next_step_date: dt.date
    amount: Money | None = None
    amount_manual: bool = False
    process_id: UUID | None = None
    stage: Code | None = None
    probability: Percent | None = None
    forecast_category: OpenForecast | None = None
    description: Note = ""
    contacts: Contacts = field(default_factory=list)
    products: Products = field(default_factory=list)
    team: Team = field(default_factory=list)
    competitors: Competitors = field(default_factory=list)
    source: Label = ""
    campaign_id: UUID | None = None
    owner_id: UUID | None = None


@command(allow="sales.opportunity.update", returns=OpportunityView)
class ChangeOpportunity:
    """Change what is known of an opportunity. What a list holds replaces what was there."""

    opportunity_id: UUID
    version: int
    name: Name | Unset = UNSET
    accounts: Accounts | Unset = UNSET
    close_date: dt.date | Unset = UNSET
    next_step: NextStep | Unset = UNSET
    next_step_date: dt.date | Unset = UNSET
    amount: Money | Unset | None = UNSET
    amount_manual: bool | Unset = UNSET
    probability: Percent | Unset = UNSET
    forecast_category: OpenForecast | Unset = UNSET
    description: Note | Unset = UNSET
    contacts: Contacts | Unset = UNSET
    products: Products | Unset = UNSET
    team: Team | Unset = UNSET
    competitors: Competitors | Unset = UNSET
    source: Label | Unset = UNSET
    campaign_id: UUID | Unset | None = UNSET


@command(allow="sales.opportunity.advance", returns=OpportunityView)
class AdvanceOpportunity:
    """Move on to a later stage, the next one unless it is named.

    409 `exit_criteria_unmet` with what is missing; `override_reason` moves on nevertheless and needs `sales.opportunity.override`.
    """

    opportunity_id: UUID
    version: int
    stage: Code | None = None
    override_reason: Reason | None = None


@command(allow="sales.opportunity.move_back", returns=OpportunityView)
class MoveBackOpportunity:
    """Move back to an earlier stage."""

    opportunity_id: UUID
    version: int
    stage: Code
    reason: Reason


@command(allow="sales.opportunity.hold", returns=OpportunityView)
class HoldOpportunity:
    """Put an open opportunity aside until a day to look at it again."""

    opportunity_id: UUID
    version: int
    reason: Reason
    review_date: dt.date


@command(allow="sales.opportunity.resume", returns=OpportunityView)
class ResumeOpportunity:
    """Take up an opportunity that was put aside; a close date that has passed meanwhile must be named anew."""

    opportunity_id: UUID
    version: int
    close_date: dt.date | None = None


@command(allow="sales.opportunity.win", returns=OpportunityView)
class WinOpportunity:
    """Close an open opportunity as won; amount, rate and splits stay as they are from then on.

    `reason` is the code of a reason for winning. Without evidence it needs `sales.opportunity.override` and is marked as such.
    """

    opportunity_id: UUID
    version: int
    reason: Code
    text: Note = ""
    evidence: Evidence | None = None
    amount: Money | None = None
    won_on: dt.date | None = None


@command(allow="sales.opportunity.lose", returns=OpportunityView)
class LoseOpportunity:
    """Close an opportunity as lost. `reason` is the code of a reason for losing; some of them need the competitor."""

    opportunity_id: UUID
    version: int
    reason: Code
    text: Note = ""
    competitor: Name | None = None
    lost_on: dt.date | None = None


@command(allow="sales.opportunity.cancel", returns=OpportunityView)
class CancelOpportunity:
    """It was none: a duplicate or a mistake."""

    opportunity_id: UUID
    version: int
    reason: CancelReason
    text: Note = ""


@command(allow="sales.opportunity.reopen", returns=OpportunityView)
class ReopenOpportunity:
    """Open a lost or cancelled opportunity again; a close date that has passed meanwhile must be named anew."""

    opportunity_id: UUID
    version: int
    reason: Reason
    close_date: dt.date | None = None


@command(allow="sales.opportunity.revert", returns=OpportunityView)
class RevertOpportunity:
    """Take a win back, unless it stands on a confirmed order (409); a close date that has passed meanwhile must be named anew."""

    opportunity_id: UUID
    version: int
    reason: Reason
    close_date: dt.date | None = None


@command(allow="sales.opportunity.transfer", returns=OpportunityView)
class TransferOpportunity:
    """Give an opportunity to another user. Neither its status nor its stage changes."""

    opportunity_id: UUID
    version: int
    owner_id: UUID
    reason: Line = ""


@command(allow="sales.opportunity.delete")
class DeleteOpportunity:
    """Delete an opportunity; it can be restored for 30 days."""

    opportunity_id: UUID
    version: int


@command(allow="sales.opportunity.restore", returns=OpportunityView)
class RestoreOpportunity:
    """Bring a deleted opportunity back."""

    opportunity_id: UUID
    version: int


@command(allow="sales.opportunity.share", returns=ShareView)
class ShareOpportunity:
    """Show an opportunity to one more user, team or role, to read or to change, for a while or for good."""

    opportunity_id: UUID
    grantee_kind: GranteeKind
    grantee_id: UUID
    level: ShareLevel = "read"
    expires_at: dt.datetime | None = None


@command(allow="sales.opportunity.share")
class UnshareOpportunity:
    """End a share of an opportunity."""

    opportunity_id: UUID
    share_id: UUID
