"""The consent: what a contact agrees to, or not, on a channel for a topic. A log; nothing in it is ever changed."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.customers.events import ConsentChanged
from crm_kit.errors import Conflict
from crm_kit.model import Aggregate, ForeignKey, Mapped, String, Text, column

REFUSALS = ("opted_out", "blocked")


class Consent(Aggregate):
    """One entry of the log. `counts` says whether it overruled what counted when it was noted; the last that counts is current."""

    __tablename__ = "consents"

    contact_id: Mapped[UUID] = column(ForeignKey("contacts.id"))
    channel: Mapped[str] = column(String(10))
    topic: Mapped[str] = column(String(60))
    status: Mapped[str] = column(String(10))
    basis: Mapped[str] = column(String(30))
    source: Mapped[str] = column(String(100))
    evidence: Mapped[str] = column(Text, default="")
    at: Mapped[dt.datetime]
    counts: Mapped[bool]

    @property
    def is_current(self) -> bool:
        """Whether it is what counts, just after it was noted."""
        return self.counts

    def weigh(self, current: Consent | None) -> None:
        """Find out whether this counts from now on, instead of the one that counted so far."""
        self.counts = current is None or self._outdoes(current)
        if self.counts:
            self.record(ConsentChanged)

    def _outdoes(self, current: Consent) -> bool:
        """The later one counts; but a refusal gives way only to an explicit consent, and beats all but a later explicit one."""
        if _is_refusal(self):
            return self.at >= current.at or not (_is_refusal(current) or _is_explicit(current))
        if _is_refusal(current):
            return _is_explicit(self) and self.at > current.at
        return self.at >= current.at

    def insist(self, current: Consent | None) -> None:
        """Conflict (409) where this would overrule a refusal and may not."""
        if not self.counts and current is not None and _is_refusal(current) and not _is_refusal(self):
            raise Conflict(
                "The contact has refused; only an explicit consent given later, with evidence, counts",
                code="opted_out", since=current.at.isoformat(),
            )  # fmt: skip


def _is_refusal(consent: Consent) -> bool:
    return consent.status in REFUSALS


def _is_explicit(consent: Consent) -> bool:
    return consent.status == "opted_in" and bool(consent.evidence)
