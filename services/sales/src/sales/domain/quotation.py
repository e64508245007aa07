"""The quotation: what is offered to a customer, revision by revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.sales import document_events as events
from crm_contracts.sales.document_words import QuotationLineTold
from crm_contracts.sales.order_words import TaxTotal
from crm_kit.approval import Decision, Finding, waits
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import (
    Aggregate,
    Machine,
    Mapped,
    Money,
    Owned,
    Searchable,
    String,
    Text,
    Values,
    column,
    money,
    parts,
)
from sales.domain.edited import Edited
from sales.domain.priced_line import PricedDocument, sums, taxes_of
from sales.domain.pricing import NOTHING
from sales.domain.quotation_line import QuotationLine, adopt_origins

REVISABLE = ("approved", "sent", "declined", "expired")
HEADER = (
    "number", "account_id", "contact_id", "opportunity_id", "currency", "billing_basis", "payment_terms_id", "terms", "terms_days",
    "ship_to", "note", "customer_reference", "owner_id", "team_path",
)  # fmt: skip
"""What a revision has from the one before."""
STANDING = ("approved", "sent")
REFERENCES = ("contact_id", "opportunity_id", "customer_reference")
"""What says nothing of the offer itself, and may change while one stands."""


class Quotation(Edited, Owned, Searchable, PricedDocument, Aggregate):
    """One revision of a quotation; all of them share `number`. What it offers does not change any more once it is submitted.

    `was` is the status in which a later revision superseded it, to go back to where that one is cancelled.
    """

    __tablename__ = "quotations"
    MACHINE = Machine(
        submit=("draft", "approved pending_approval"),
        approve=("pending_approval", "approved"),
        send_back=("pending_approval", "draft"),
        withdraw=("pending_approval", "draft"),
        send=("approved", "sent"),
        accept=("sent", "accepted"),
        decline=("sent", "declined"),
        expire=("sent", "expired"),
        order=("accepted sent approved partially_ordered", "partially_ordered ordered"),
        give_back=("partially_ordered ordered", "accepted partially_ordered"),
        revise=(" ".join(REVISABLE), " ".join(REVISABLE)),
        supersede=(" ".join(REVISABLE), "superseded"),
        restore=("superseded", " ".join(REVISABLE)),
        cancel=("draft pending_approval approved sent accepted declined expired", "cancelled"),
    )

    number: Mapped[str] = column(String(30))
    revision: Mapped[int]
    is_latest: Mapped[bool] = column(default=True)
    previous_id: Mapped[UUID | None]
    copied_from: Mapped[UUID | None]
    status: Mapped[str] = column(String(20))
    was: Mapped[str | None] = column(String(20))
    account_id: Mapped[UUID]
    contact_id: Mapped[UUID | None]
    opportunity_id: Mapped[UUID | None]
    customer_reference: Mapped[str] = column(String(500), default="")
    quoted_on: Mapped[dt.date]
    valid_until: Mapped[dt.date]
    total: Mapped[Money] = money("total")
    billing_basis: Mapped[str] = column(String(10), default="delivered")
    payment_terms_id: Mapped[UUID | None]
    terms: Mapped[Any] = column(Values, default=list)
    terms_days: Mapped[int] = column(default=0)
    ship_to: Mapped[Any] = column(Values, nullable=True)
    note: Mapped[str] = column(Text, default="")
    sent_at: Mapped[dt.datetime | None]
    answered_at: Mapped[dt.datetime | None]
    closing_reason: Mapped[str] = column(Text, default="")
    acknowledged_tickets: Mapped[Any] = column(Values, default=list)

    lines: Mapped[list[QuotationLine]] = parts(order_by=QuotationLine.position)

    def __init__(self, **values: Any) -> None:
        super().__init__(
            **{
                "status": "draft",
                "revision": 1,
                "is_latest": True,
                "findings": [],
                "editors": [],
                "acknowledged_tickets": [],
                **values,
            }
        )

    def words(self) -> list[str | None]:
        return [self.number, self.customer_reference]

    @property
    def taxes(self) -> list[TaxTotal]:
        return taxes_of(self.counted, self.currency)

    @property
    def counted(self) -> list[QuotationLine]:
        """The lines that make the total."""
        return [line for line in self.lines if line.counts]

    @property
    def is_expired(self) -> bool:
        """Whether it can be accepted no more for its time is over, whether or not that was noted already."""
        return self.status == "expired" or (self.status == "sent" and self.valid_until < dt.datetime.now(dt.UTC).date())

    # --- while it is a draft -----------------------------------------------------------------------------------------

    def put(self, lines: Sequence[QuotationLine]) -> None:
        """These are its lines, with their prices; totals follow. A line like one that was there is that one, gone on."""
        adopt_origins(self.lines, lines)
        self.lines = list(lines)
        self.net_amount, self.tax_amount = sums(self.counted)
        self.total = Money(self.net_amount + self.tax_amount, self.currency)

    def check_change(self, names: Collection[str]) -> None:
        """Conflict (409 `use_revise`) once it was submitted; while it stands, references may change still."""
        if self.status != "draft" and not (self.status in STANDING and set(names) <= set(REFERENCES)):
            raise Conflict(f"It is {self.status}; revise it", code="use_revise", current=self.status)

    def change(self, told: Mapping[str, Any], today: dt.date, by: UUID) -> None:
        """Take on what is said of it."""
        for name, value in told.items():
            setattr(self, name, value)
        if self.status == "draft":
            self.check_validity(today)
        self.note_editor(by)
        self.touch()

    def check_validity(self, today: dt.date) -> None:
        """Invalid (422) where it is over before it begins."""
        if self.valid_until < today:
            raise Invalid.field("/valid_until", "in_the_past", "A quotation is valid until today or later")

    # --- approval ----------------------------------------------------------------------------------------------------

    def submit(self, findings: Sequence[Finding], decision: Decision) -> None:
        """Approved, where nothing asks for somebody else's word."""
        self.transition("submit", "pending_approval" if waits(findings) else "approved")
        self.check_validity(decision.at.date())
        self.submit_for(findings, decision)

    def approve(self, decision: Decision) -> None:
        self.transition("approve")
        self.decide(decision)

    def send_back(self, decision: Decision) -> None:
        """Back to its author, with a comment."""
        self.transition("send_back")
        self.decide(decision)

    def withdraw(self) -> None:
        """Its author takes it back."""
        self.transition("withdraw")

    # --- the customer ------------------------------------------------------------------------------------------------

    def send(self, at: dt.datetime) -> None:
        """The customer has it."""
        self.transition("send")
        self.check_validity(at.date())
        self.sent_at = at
        self._tell(events.QuotationSent)

    def accept(self, at: dt.datetime) -> None:
        """The customer says yes, in time: Conflict (409 `expired`) afterwards."""
        self.transition("accept")
        self._check_in_time(at.date())
        self.answered_at = at
        self._tell(events.QuotationAccepted)

    def decline(self, reason: str, at: dt.datetime) -> None:
        """The customer says no."""
        self.transition("decline")
        self.answered_at, self.closing_reason = at, reason
        self._tell(events.QuotationDeclined, reason=reason)

    def expire(self) -> None:
        self.transition("expire")
        self._tell(events.QuotationExpired)

    def _check_in_time(self, today: dt.date) -> None:
        if self.valid_until < today:
            raise Conflict(f"It was valid until {self.valid_until}; revise it", code="expired", valid_until=str(self.valid_until))

    def _tell(self, event: type, **facts: Any) -> None:
        self.record(event, lines=self._told_lines(), **facts)

    def _told_lines(self) -> list[QuotationLineTold]:
        return [line.told() for line in self.counted if line.product_id]

    # --- ordered -----------------------------------------------------------------------------------------------------

    def order(self, wanted: Mapping[UUID, Decimal], today: dt.date) -> None:
        """So much of its lines is ordered. Conflict (409) where it cannot be, or not so much of it."""
        remaining = {line.id: line.remaining for line in self.lines}
        short = [line_id for line_id, qty in wanted.items() if qty > remaining[line_id]]
        self.transition("order", "ordered" if self._would_be_done(wanted) else "partially_ordered")
        if short:
            raise Conflict("Less of it is left to order", code="over_ordered", lines=[str(each) for each in short])
        if self.answered_at is None:
            self._check_in_time(today)
        for line in self.lines:
            line.ordered_qty += wanted.get(line.id, NOTHING)

    def _would_be_done(self, wanted: Mapping[UUID, Decimal]) -> bool:
        return all(line.remaining <= wanted.get(line.id, NOTHING) for line in self.counted)

    def give_back(self, returned: Mapping[UUID, Decimal]) -> None:
        """An order of it takes less, or was called off: that much can be ordered again. Below zero it takes more."""
        for line in self.lines:
            line.ordered_qty = max(line.ordered_qty - returned.get(line.id, NOTHING), NOTHING)
        if any(line.remaining for line in self.lines if returned.get(line.id, NOTHING) > 0):
            self.transition("give_back", "partially_ordered" if any(line.ordered_qty for line in self.lines) else "accepted")
        self.touch()

    # --- revisions ---------------------------------------------------------------------------------------------------

    def revise(self, revision: int, valid_until: dt.date, today: dt.date) -> Quotation:
        """The next revision, a draft with the same lines. Conflict (409) where there is a later one already."""
        self.transition("revise", self.status)
        if not self.is_latest:
            raise Conflict("There is a later revision", code="not_the_latest")
        told = {name: getattr(self, name) for name in HEADER}
        fresh = Quotation(**told, revision=revision, previous_id=self.id, quoted_on=today, valid_until=valid_until)
        fresh.put([line.again() for line in self.lines])
        self.is_latest = False
        return fresh

    def supersede(self) -> None:
        """A later revision was sent."""
        was = self.status
        self.transition("supersede")
        self.was = was
        self._tell(events.QuotationSuperseded)

    def stand_again(self) -> None:
        """The later revision is cancelled: this one is what it was."""
        if self.status == "superseded":
            self.transition("restore", self.was)
        self.is_latest, self.was = True, None

    def cancel(self, reason: str) -> None:
        self.transition("cancel")
        self.closing_reason = reason
