"""The opportunity: something to win."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.sales import events
from crm_contracts.sales.words import Evidence, Member, OpportunityAccount, OpportunityContact, Split
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import (
    Machine,
    Mapped,
    Money,
    Owned,
    Searchable,
    String,
    Text,
    Values,
    WriteOnlyMapped,
    column,
    computed,
    facts,
    money,
    parts,
    sorted_text,
)
from sales.domain import opportunity_parts as made
from sales.domain.journal import Act, JournalEntry, changes_since, entry_of
from sales.domain.opportunity_parts import Buyer, Involved, Line, Teammate
from sales.domain.process import Course
from sales.domain.rates import Market
from sales.domain.reason import ClosingReason
from sales.domain.staged import Staged

FROZEN_ONCE_CLOSED = ("amount", "amount_manual", "products", "accounts", "close_date", "probability", "forecast_category", "team")

MADE_OF: dict[str, tuple[str, Any]] = {
    "accounts": ("buyers", made.buyers), "contacts": ("people", made.involved), "team": ("members", made.teammates),
    "products": ("products", made.lines),
}  # fmt: skip


class Opportunity(Owned, Searchable, Staged):
    """A deal, from the first talk until it is won, lost or found to be none.

    `base_points` and `weighted_points` are its worth in 1/10000 of the base currency, which the database adds up fastest.
    """

    __tablename__ = "opportunities"
    MACHINE = Machine(
        advance=("open", "open"),
        move_back=("open", "open"),
        hold=("open", "on_hold"),
        resume=("on_hold", "open"),
        win=("open", "won"),
        lose=("open on_hold", "lost"),
        cancel=("open", "cancelled"),
        reopen=("lost cancelled", "open"),
        revert=("won", "open"),
    )

    name: Mapped[str] = column(sorted_text(200))
    description: Mapped[str] = column(Text, default="")
    account_id: Mapped[UUID]
    status: Mapped[str] = column(String(20), default="open")
    amount: Mapped[Money | None] = money("amount", optional=True)
    amount_manual: Mapped[bool] = column(default=False)
    base_amount: Mapped[Money | None] = money("base_amount", optional=True)
    base_points: Mapped[int | None] = computed("base_amount_value * 10000")
    weighted_points: Mapped[int | None] = computed("base_amount_value * 100 * probability")
    rate: Mapped[Decimal | None]
    rate_date: Mapped[dt.date | None]
    close_date: Mapped[dt.date]
    actual_close: Mapped[dt.date | None]
    next_step: Mapped[str] = column(String(500))
    next_step_date: Mapped[dt.date | None]
    competitors: Mapped[list[str]] = column(default=list)
    product_ids: Mapped[list[UUID]] = column(default=list)
    splits: Mapped[Any] = column(Values, default=list)
    closing_reason: Mapped[str | None] = column(String(40))
    closing_note: Mapped[str] = column(Text, default="")
    lost_to: Mapped[str | None] = column(String(200))
    cancel_reason: Mapped[str | None] = column(String(20))
    evidence: Mapped[Any] = column(Values, nullable=True)
    hold_reason: Mapped[str] = column(Text, default="")
    review_date: Mapped[dt.date | None]
    lead_id: Mapped[UUID | None]
    campaign_id: Mapped[UUID | None]
    source: Mapped[str] = column(String(200), default="")

    buyers: Mapped[list[Buyer]] = parts()
    people: Mapped[list[Involved]] = parts()
    products: Mapped[list[Line]] = parts(order_by=Line.position)
    members: Mapped[list[Teammate]] = parts()
    journal: WriteOnlyMapped[JournalEntry] = facts()

    def words(self) -> list[str | None]:
        return [self.name, *(self.competitors or [])]

    @property
    def accounts(self) -> list[OpportunityAccount]:
        return [OpportunityAccount(id=each.account_id, is_main=each.is_main) for each in self.buyers]

    @property
    def contacts(self) -> list[OpportunityContact]:
        return [OpportunityContact(id=each.contact_id, role=each.role) for each in self.people]

    @property
    def team(self) -> list[Member]:
        return [Member(user_id=each.user_id, role=each.role) for each in self.members]

    @property
    def pipeline_days(self) -> int:
        """Days from its creation until it was closed, or until today; 0 for what was entered after it was over."""
        return max(0, ((self.actual_close or dt.datetime.now(dt.UTC).date()) - self.created_at.date()).days)

    @property
    def is_closed(self) -> bool:
        return self.status in ("won", "lost", "cancelled")

    def begin(self, told: dict[str, Any], course: Course, stage: str | None, act: Act, market: Market) -> None:
        """It is there, at a stage of its process."""
        self.status = "open"
        self._enter(course, course.stage(stage), act)
        self._take(told, act)
        self._price(market)
        self._note("created", act)
        self.record(events.OpportunityCreated)

    def change(self, told: dict[str, Any], act: Act, market: Market) -> None:
        """Change what is known of it. What is frozen once it is closed is a Conflict (409) then."""
        frozen = [name for name in told if name in FROZEN_ONCE_CLOSED]
        if self.is_closed and frozen:
            raise Conflict(f"It is {self.status}; reopen it first", code="closed", current=self.status, fields=frozen)
        before = (self.amount, self.close_date, self.probability)
        self._take(told, act)
        self._price(market)
        self._note_changes(before, act)
        self.record(events.OpportunityUpdated)

    def _take(self, told: dict[str, Any], act: Act) -> None:
        for name, value in told.items():
            attribute, make = MADE_OF.get(name, (name, None))
            setattr(self, attribute, make(value) if make else value)
        self.account_id = next(each.account_id for each in self.buyers if each.is_main)
        self.product_ids = [each.product_id for each in self.products if each.product_id]
        self._check_amount(told)
        if "close_date" in told and not self.is_closed:
            self._check_close_date(act)

    def _check_amount(self, told: dict[str, Any]) -> None:
        """The amount is the sum of the products, unless somebody entered it by hand."""
        if self.amount_manual or not self.products:
            return
        total = made.sum_of(self.products)
        if told.get("amount") not in (None, total):
            raise Invalid.field("/amount", "amount_from_products", "It is the sum of the products unless amount_manual is true")
        self.amount = total

    def _check_close_date(self, act: Act) -> None:
        if self.close_date < act.day:
            raise Invalid.field("/close_date", "in_the_past", "An open opportunity closes today or later")

    def _price(self, market: Market) -> None:
        """What it is worth in the base currency at the latest rate; nothing, not 0, where nobody has said one."""
        quote = market(self.amount.currency) if self.amount else None
        self.base_amount = quote.worth(self.amount) if quote and self.amount else None
        self.rate, self.rate_date = (quote.rate, quote.date) if quote else (None, None)

    def come_from(self, lead_id: UUID, campaign_id: UUID | None) -> None:
        """A lead led to it; the first one counts."""
        self.lead_id, self.campaign_id = self.lead_id or lead_id, self.campaign_id or campaign_id
        self.record(events.OpportunityUpdated)

    def repoint_accounts(self, merged: Sequence[UUID], survivor: UUID) -> None:
        """Accounts that became another are that other one."""
        self.buyers = made.buyers(made.without_merged_accounts(self.accounts, merged, survivor))
        self.account_id = survivor if self.account_id in merged else self.account_id
        self.record(events.OpportunityUpdated)

    def repoint_contacts(self, merged: Sequence[UUID], survivor: UUID) -> None:
        """Contacts that became another are that other one."""
        self.people = made.involved(made.without_merged_contacts(self.contacts, merged, survivor))
        self.record(events.OpportunityUpdated)

    # --- put aside, given away ---------------------------------------------------------------------------------------

    def hold(self, reason: str, review_date: dt.date, act: Act) -> None:
        """Put it aside until a day to look at it again."""
        self.transition("hold")
        if review_date <= act.day:
            raise Invalid.field("/review_date", "in_the_past", "Review it on a day to come")
        self.hold_reason, self.review_date = reason, review_date
        self._note("hold", act, reason)
        self.record(events.OpportunityUpdated)

    def resume(self, close_date: dt.date | None, act: Act) -> None:
        """Take it up again."""
        self.transition("resume")
        self.hold_reason, self.review_date = "", None
        self._close_on(close_date, act)
        self._note("resume", act)
        self.record(events.OpportunityUpdated)

    def transfer(self, owner_id: UUID, team_path: str, reason: str, act: Act) -> None:
        """Give it to another user; neither its status nor its stage changes."""
        self.owner_id, self.team_path = owner_id, team_path
        self._note("owner", act, reason)
        self.record(events.OpportunityUpdated)

    # --- the end -----------------------------------------------------------------------------------------------------

    def win(
        self, reason: ClosingReason, text: str, act: Act, market: Market, evidence: Evidence | None = None,
        amount: Money | None = None, won_on: dt.date | None = None,
    ) -> None:  # fmt: skip
        """Close it as won: amount, rate and splits stay as they are. Without evidence it is a manager's word, and marked so."""
        self.transition("win")
        if amount is not None:
            self.amount, self.amount_manual = amount, True
        self._price(market)
        self._close(act, won_on, "/won_on", reason.code, text, probability=100)
        self.evidence, self.is_override = evidence, self.is_override or evidence is None
        self.splits = [Split(user_id=self.owner_id, percent=Decimal(100))]
        self._note("win", act, reason.code, is_override=evidence is None)
        told = {"override": evidence is None, "reason": reason.code, "closed_on": self.actual_close}
        self.record(events.OpportunityWon, **told)

    def lose(
        self, reason: ClosingReason, text: str, act: Act, competitor: str | None = None, lost_on: dt.date | None = None
    ) -> None:  # fmt: skip
        """Close it as lost."""
        self.transition("lose")
        reason.check(competitor)
        self._close(act, lost_on, "/lost_on", reason.code, text, probability=0)
        self.lost_to = competitor
        if competitor and competitor not in self.competitors:
            self.competitors = [*self.competitors, competitor]
        self._note("lose", act, reason.code)
        self.record(events.OpportunityLost, reason=reason.code, competitor=competitor, closed_on=self.actual_close)

    def cancel(self, reason: str, text: str, act: Act) -> None:
        """It was none."""
        self.transition("cancel")
        self._close(act, None, "", None, text, probability=0)
        self.cancel_reason = reason
        self._note("cancel", act, reason)
        self.record(events.OpportunityCancelled, reason=reason)

    def open_again(self, action: str, course: Course, reason: str, close_date: dt.date | None, act: Act) -> None:
        """`reopen` what was lost or cancelled, `revert` a win; at the stage where it was."""
        was = self.status
        self.transition(action)
        self._check_no_order()
        stage = course.stage(self.stage)
        self.probability, self.forecast_category = stage.probability, stage.forecast_category
        self.actual_close = self.closing_reason = self.lost_to = self.cancel_reason = self.evidence = None
        self.closing_note, self.splits = "", []
        self._close_on(close_date, act)
        self._note(action, act, reason)
        self.record(events.OpportunityReopened, was=was, reason=reason)

    def _close(self, act: Act, day: dt.date | None, pointer: str, reason: str | None, text: str, probability: int) -> None:
        if day is not None and day > act.day:
            raise Invalid.field(pointer, "in_the_future", "It was closed today or before")
        self.actual_close, self.closing_reason, self.closing_note = day or act.day, reason, text
        self.probability, self.forecast_category = probability, "closed"
        self.hold_reason, self.review_date = "", None

    def _check_no_order(self) -> None:
        evidence = self.evidence or {}
        if evidence.get("kind") == "order":
            raise Conflict("Its order is confirmed", code="order_confirmed", reference=evidence["reference"])

    def _close_on(self, close_date: dt.date | None, act: Act) -> None:
        self.close_date = close_date or self.close_date
        self._check_close_date(act)

    def deleted(self, act: Act) -> None:
        self._note("delete", act)
        self.record(events.OpportunityDeleted)

    def restored(self, act: Act) -> None:
        self._note("restore", act)
        self.record(events.OpportunityRestored)

    def _note(self, kind: str, act: Act, reason: str = "", **more: Any) -> None:
        self.journal.add(entry_of(self, kind, act, reason, **more))

    def _note_changes(self, before: tuple[Money | None, dt.date, int], act: Act) -> None:
        for kind, more in changes_since(*before, self):
            self._note(kind, act, **more)
