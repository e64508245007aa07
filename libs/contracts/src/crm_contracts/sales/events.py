"""What sales tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.words import (
    AccountKind,
    Address,
    BreachStep,
    Consent,
    Created,
    Direction,
    OpportunityAccount,
    OpportunityContact,
    Person,
    Split,
)
from crm_kit.messages import event
from crm_kit.money import Money

# --- leads -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Lead:
    """A lead as it stands. While it waits in a team's queue, `queue_id` is that team and so is `owner_id`."""

    id: UUID
    number: str
    status: str
    source: str
    campaign_id: UUID | None
    response_id: UUID | None
    list_id: UUID | None
    score: int
    owner_id: UUID
    queue_id: UUID | None
    response_due: dt.datetime | None
    first_response_at: dt.datetime | None = None
    created_at: dt.datetime | None = None


@event("sales.lead.created.v1")
class LeadCreated(_Lead):
    """An enquiry came in."""


@event("sales.lead.updated.v1")
class LeadUpdated(_Lead):
    """What is known of an enquiry changed, or it moved without an event of its own."""


@event("sales.lead.assigned.v1")
class LeadAssigned(_Lead):
    """A lead has an owner or a queue; the response clock runs."""

    rule_id: UUID | None = None


@event("sales.lead.unassigned.v1")
class LeadUnassigned(_Lead):
    """No rule found anybody for an enquiry: somebody has to look after it."""


@event("sales.lead.response_breached.v1")
class LeadResponseBreached(_Lead):
    """The enquirer was not answered in time. First the owner is reminded, then the manager, then somebody else gets the lead."""

    step: BreachStep
    notified: list[UUID]


@event("sales.lead.accepted.v1")
class LeadAccepted(_Lead):
    """Sales takes the lead for a good one."""

    by: UUID


@event("sales.lead.rejected.v1")
class LeadRejected(_Lead):
    """Sales turned the lead down."""

    reason: str
    by: UUID


@event("sales.lead.recycled.v1")
class LeadRecycled(_Lead):
    """Sales gives the lead back to marketing."""

    reason: str
    by: UUID


@event("sales.lead.reopened.v1")
class LeadReopened(_Lead):
    """A rejected or converted lead is worked on again; `opportunity_id` is what its conversion had made."""

    was: str
    reason: str
    by: UUID
    opportunity_id: UUID | None


@event("sales.lead.deleted.v1")
class LeadDeleted:
    """A lead was deleted; it can be restored for 30 days."""

    id: UUID


@event("sales.lead.restored.v1")
class LeadRestored(_Lead):
    """A deleted lead is back."""


@event("sales.lead.converted.v1", personal=True)
class LeadConverted:
    """An enquiry became a customer.

    Sales made the ids; customers makes the account and the contact under them where `created` says so. `id` is the lead's.
    """

    id: UUID
    number: str
    account_id: UUID
    contact_id: UUID | None
    opportunity_id: UUID | None
    created: Created
    account_name: str
    account_kind: AccountKind
    address: Address | None
    contact: Person | None
    consent: Consent | None
    campaign_id: UUID | None
    response_id: UUID | None
    source: str
    owner_id: UUID
    converted_at: dt.datetime


# --- opportunities ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Opportunity:
    """An opportunity as it stands. `stage` is the code of a stage of that version of the process."""

    id: UUID
    name: str
    status: str
    accounts: list[OpportunityAccount]
    contacts: list[OpportunityContact]
    amount: Money | None
    close_date: dt.date
    process_id: UUID
    process_version: int
    stage: str
    probability: int
    forecast_category: str
    owner_id: UUID
    lead_id: UUID | None
    campaign_id: UUID | None
    source: str


@event("sales.opportunity.created.v1")
class OpportunityCreated(_Opportunity):
    """There is something to win."""


@event("sales.opportunity.updated.v1")
class OpportunityUpdated(_Opportunity):
    """An opportunity changed: what is known of it, its owner, or it was put on hold or resumed."""


@event("sales.opportunity.stage_changed.v1")
class OpportunityStageChanged(_Opportunity):
    """An opportunity moved to another stage; `override` where its exit criteria were not met."""

    from_stage: str
    to_stage: str
    direction: Direction
    seconds_in_stage: int
    override: bool
    reason: str


@event("sales.opportunity.won.v1")
class OpportunityWon(_Opportunity):
    """The customer buys. Amount, rate and splits are frozen; `base_amount` and `rate` are None where no rate was known."""

    base_amount: Money | None
    rate: Decimal | None
    splits: list[Split]
    reason: str
    competitors: list[str]
    override: bool
    closed_on: dt.date


@event("sales.opportunity.lost.v1")
class OpportunityLost(_Opportunity):
    """The customer does not buy."""

    reason: str
    competitor: str | None
    closed_on: dt.date


@event("sales.opportunity.cancelled.v1")
class OpportunityCancelled(_Opportunity):
    """It was none: a duplicate or a mistake."""

    reason: str


@event("sales.opportunity.reopened.v1")
class OpportunityReopened(_Opportunity):
    """A closed opportunity is open again; `was` is won, lost or cancelled."""

    was: str
    reason: str


@event("sales.opportunity.deleted.v1")
class OpportunityDeleted:
    """An opportunity was deleted; it can be restored for 30 days."""

    id: UUID


@event("sales.opportunity.restored.v1")
class OpportunityRestored(_Opportunity):
    """A deleted opportunity is back."""


# --- exchange rates --------------------------------------------------------------------------------------------------


@event("sales.exchange_rate.updated.v1")
class ExchangeRateUpdated:
    """One unit of `currency` is `rate` units of `base_currency` from `date` on."""

    id: UUID
    currency: str
    base_currency: str
    rate: Decimal
    date: dt.date
