"""The lead: somebody asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crm_contracts.sales.events import (
    LeadAccepted,
    LeadAssigned,
    LeadConverted,
    LeadCreated,
    LeadDeleted,
    LeadRecycled,
    LeadRejected,
    LeadReopened,
    LeadResponseBreached,
    LeadRestored,
    LeadUnassigned,
    LeadUpdated,
)
from crm_contracts.sales.words import BreachStep, Created
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Aggregate, Machine, Mapped, Owned, Searchable, String, Text, Values, column, sorted_text
from sales.domain.names import full_name

RESPONSE_TIME = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Holder:
    """Who has a lead: a user, or a team in whose queue it waits."""

    id: UUID
    team_path: str
    is_queue: bool = False


class Lead(Owned, Searchable, Aggregate):
    """An enquiry, until it is converted or turned down."""

    __tablename__ = "leads"
    MACHINE = Machine(
        assign=("new recycled", "assigned"),
        first_contact=("assigned", "working"),
        accept=("assigned working", "accepted"),
        reject=("assigned working", "rejected"),
        nurture=("assigned working", "nurturing"),
        recycle=("assigned working", "recycled"),
        reactivate=("nurturing", "assigned"),
        convert=("accepted working", "converted"),
        reopen=("rejected converted", "working"),
    )

    number: Mapped[str] = column(String(30))
    kind: Mapped[str] = column(String(10), default="company")
    company_or_person: Mapped[str] = column(sorted_text(200))
    first_name: Mapped[str] = column(String(100), default="")
    last_name: Mapped[str] = column(String(100), default="")
    contact_name: Mapped[str] = column(String(200), default="")
    title: Mapped[str] = column(String(100), default="")
    email: Mapped[str | None] = column(String(254))
    phone: Mapped[str | None] = column(String(20))
    website: Mapped[str | None] = column(String(500))
    address: Mapped[Any] = column(Values, nullable=True)
    source: Mapped[str] = column(String(200))
    campaign_id: Mapped[UUID | None]
    response_id: Mapped[UUID | None]
    list_id: Mapped[UUID | None]
    interest_products: Mapped[Any] = column(Values, default=list)
    message: Mapped[str] = column(Text, default="")
    utm: Mapped[Any] = column(Values, nullable=True)
    consent: Mapped[Any] = column(Values, nullable=True)
    form_id: Mapped[str | None] = column(String(100))
    submission_id: Mapped[str | None] = column(String(100))
    status: Mapped[str] = column(String(20), default="new")
    status_note: Mapped[str] = column(Text, default="")
    score: Mapped[int] = column(default=0)
    queue_id: Mapped[UUID | None]
    response_due: Mapped[dt.datetime | None]
    first_response_at: Mapped[dt.datetime | None]
    breach_level: Mapped[int] = column(default=0)
    first_activity_id: Mapped[UUID | None]
    nurture_until: Mapped[dt.date | None]
    reject_reason: Mapped[str | None] = column(String(20))
    account_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    opportunity_id: Mapped[UUID | None]
    created: Mapped[Any] = column(Values, nullable=True)
    converted_at: Mapped[dt.datetime | None]

    def words(self) -> list[str | None]:
        return [self.company_or_person, self.contact_name, self.number, self.email, self.phone]

    def arrive(self) -> None:
        """It came in. Invalid where nobody could answer it."""
        self.status = "new"
        self._complete()
        self.record(LeadCreated)

    def change(self, changes: dict[str, Any]) -> None:
        """Correct what is known of it."""
        for name, value in changes.items():
            setattr(self, name, value)
        self._complete()
        self.record(LeadUpdated)

    def _complete(self) -> None:
        if not (self.email or self.phone or self.address):
            message = "Give an e-mail address, a phone number or an address to answer to"
            raise Invalid.field("/email", "unreachable_lead", message)
        if (self.form_id is None) != (self.submission_id is None):
            raise Invalid.field("/submission_id", "incomplete_key", "form_id and submission_id come together")
        self.contact_name = self.contact_name or full_name(self.first_name or "", self.last_name or "")

    # --- who has it --------------------------------------------------------------------------------------------------

    def assign(
        self, holder: Holder, now: dt.datetime, response_due: dt.datetime | None = None, rule_id: UUID | None = None
    ) -> None:
        """Give it to somebody; the response clock starts."""
        self.transition("assign")
        self._give(holder)
        self._start_clock(now, response_due)
        self.record(LeadAssigned, rule_id=rule_id)

    def stay_unassigned(self) -> None:
        """No rule has found anybody."""
        self.record(LeadUnassigned)

    def transfer(self, holder: Holder) -> None:
        """Give it to somebody else, as it is."""
        self._give(holder)
        self.record(LeadAssigned, rule_id=None)

    def _give(self, holder: Holder) -> None:
        self.owner_id, self.team_path = holder.id, holder.team_path
        self.queue_id = holder.id if holder.is_queue else None

    def _start_clock(self, now: dt.datetime, due: dt.datetime | None) -> None:
        if due is not None and due <= now:
            raise Invalid.field("/response_due", "in_the_past", "A response is due in the future")
        self.response_due, self.first_response_at, self.breach_level = due or now + RESPONSE_TIME, None, 0

    # --- when nobody answers ---------------------------------------------------------------------------------------------

    def is_overdue(self, now: dt.datetime) -> bool:
        """Whether the enquirer should have been answered by now and was not."""
        waits = self.status == "assigned" and self.first_response_at is None
        return waits and self.response_due is not None and self.response_due <= now

    def breach(self, step: BreachStep, notified: list[UUID]) -> None:
        """Somebody else hears of it than the last time."""
        self.breach_level += 1
        self.record(LeadResponseBreached, step=step, notified=notified)

    def pass_on(self, holder: Holder, now: dt.datetime, response_due: dt.datetime) -> None:
        """Somebody else shall answer; the clock starts anew."""
        self._give(holder)
        self._start_clock(now, response_due)
        self.record(LeadAssigned, rule_id=None)

    # --- what becomes of it ------------------------------------------------------------------------------------------

    def contacted(self, activity_id: UUID, at: dt.datetime) -> None:
        """The enquirer was answered; the response clock stops."""
        self.transition("first_contact")
        self.first_activity_id, self.first_response_at = activity_id, at
        self.record(LeadUpdated)

    def accept(self, by: UUID) -> None:
        """It is a good one."""
        self.transition("accept")
        self.record(LeadAccepted, by=by)

    def reject(self, reason: str, note: str, by: UUID) -> None:
        """It is none. The reason `other` needs a text."""
        self.transition("reject")
        if reason == "other" and not note:
            raise Invalid.field("/text", "required", "Say in words why")
        self.reject_reason, self.status_note = reason, note
        self.record(LeadRejected, reason=reason, by=by)

    def nurture(self, until: dt.date, today: dt.date) -> None:
        """Let it ripen until a date."""
        self.transition("nurture")
        if until <= today:
            raise Invalid.field("/until", "in_the_past", "A lead ripens until a day to come")
        self.nurture_until = until
        self.record(LeadUpdated)

    def recycle(self, reason: str, by: UUID) -> None:
        """Give it back to marketing."""
        self.transition("recycle")
        self.status_note = reason
        self.record(LeadRecycled, reason=reason, by=by)

    def reactivate(self, now: dt.datetime, response_due: dt.datetime | None = None) -> None:
        """Take it up again; the response clock starts anew."""
        self.transition("reactivate")
        self.nurture_until = None
        self._start_clock(now, response_due)
        self.record(LeadAssigned, rule_id=None)

    def may_convert(self) -> None:
        """IllegalTransition (409) where it may not."""
        self.MACHINE.after("convert", self.status)

    def convert(self, account: Any, contact: Any, opportunity_id: UUID | None, created: Created, now: dt.datetime) -> None:
        """It has become the account and the contact (`conversion.Party`), and the opportunity where there is one."""
        self.transition("convert")
        self.account_id, self.contact_id, self.opportunity_id = account.id, contact.id, opportunity_id
        self.created, self.converted_at = created, now
        told = {"account_name": account.name, "account_kind": account.kind, "contact": contact.person}
        self.record(LeadConverted, **told)

    def reopen(self, reason: str, by: UUID, is_won: bool) -> None:
        """Work on it again. What its conversion made stays, and the next conversion takes it up."""
        was = self.status
        self.transition("reopen")
        if was == "converted" and is_won:
            raise Conflict("Its opportunity is won", code="opportunity_won", opportunity_id=str(self.opportunity_id))
        self.reject_reason, self.status_note = None, reason
        self.record(LeadReopened, was=was, reason=reason, by=by, opportunity_id=self.opportunity_id)

    def deleted(self) -> None:
        self.record(LeadDeleted)

    def restored(self) -> None:
        self.record(LeadRestored)
