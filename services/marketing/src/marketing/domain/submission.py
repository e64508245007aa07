"""Submissions: what somebody sent by a form. Nothing is dropped; what looks like spam waits for somebody to look at it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crm_contracts.marketing.events import FormSubmitted, LeadQualified
from crm_contracts.marketing.words import Agreed, Enquirer
from crm_kit.model import Aggregate, Machine, Mapped, Owned, String, Values, column

MOST_LINKS = 2
MOST_PER_HOUR = 5
FREE_MAIL = frozenset(("gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "qq.com", "163.com", "126.com", "icloud.com"))
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True)
class Arrival:
    """How a submission came: what was in the hidden field, after how many seconds, and how many came from there in an hour."""

    trap: str
    seconds: float | None
    recently: int


class Submission(Owned, Aggregate):
    """`submission_id` is the sender's own: the same one again is the same submission. `reference` is what they are told."""

    __tablename__ = "submissions"
    HAS_HISTORY = False
    MACHINE = Machine(release=("quarantined", "released"))

    form_id: Mapped[UUID]
    submission_id: Mapped[UUID]
    reference: Mapped[str] = column(String(30), default="")
    purpose: Mapped[str] = column(String(20))
    status: Mapped[str] = column(String(20), default="accepted")
    spam_reason: Mapped[str | None] = column(String(20))
    enquirer: Mapped[Any] = column(Values)
    consent: Mapped[Any] = column(Values, nullable=True)
    email: Mapped[str] = column(String(254), default="")
    ip: Mapped[str] = column(String(45), default="")
    campaign_id: Mapped[UUID | None]
    response_id: Mapped[UUID | None]
    score: Mapped[int] = column(default=0)
    factors: Mapped[list[str]] = column(default=list)
    at: Mapped[dt.datetime]

    def suspect(self, arrival: Arrival, min_seconds: int) -> None:
        """Put it aside where it looks like a machine's."""
        self.spam_reason = _suspicion(arrival, min_seconds, self._links())
        self.status = "quarantined" if self.spam_reason else "accepted"

    def _links(self) -> int:
        return sum(len(_LINK.findall(value)) for value in self._given().values() if value)

    def _given(self) -> dict[str, str | None]:
        found = self.enquirer
        return found if isinstance(found, dict) else {name: getattr(found, name) for name in Enquirer.__dataclass_fields__}

    def release(self) -> None:
        """It is a person's, after all."""
        self.transition("release")

    def accept(self, response_id: UUID) -> None:
        """Take it for real."""
        self.response_id = response_id
        self.record(FormSubmitted)

    def rate(self) -> None:
        """The score is fit (who they are) and behaviour (what they did), from 0 to 100, with what it is made of."""
        given = self._given()
        domain = (given.get("email") or "").rpartition("@")[2].casefold()
        points = {
            "company named +20": 20 if given.get("company") else 0,
            "business address +20": 20 if domain and domain not in FREE_MAIL else 0,
            "phone number +15": 15 if given.get("phone") else 0,
            "product line named +15": 15 if given.get("product_line") else 0,
            "message written +15": 15 if len(given.get("message") or "") >= 20 else 0,
            "filled in a form +15": 15,
        }
        self.score, self.factors = sum(points.values()), [name for name, value in points.items() if value]

    def qualify(self, source: str, list_id: UUID | None) -> None:
        """It is worth a salesperson's time."""
        self.record(LeadQualified, source=source, list_id=list_id, received_at=self.at)

    def agreed(self, channels: list[str], wording: str) -> None:
        """They agreed to be written to, in these words."""
        self.consent = Agreed(channels=channels, wording=wording)


def _suspicion(arrival: Arrival, min_seconds: int, links: int) -> str | None:
    if arrival.trap:
        return "honeypot"
    if min_seconds and arrival.seconds is None:
        return "no_start"
    if arrival.seconds is not None and arrival.seconds < min_seconds:
        return "too_fast"
    if arrival.recently >= MOST_PER_HOUR:
        return "too_many"
    return "links" if links > MOST_LINKS else None
