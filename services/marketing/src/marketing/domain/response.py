"""Responses: what people, or their machines, do about what they were sent."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.marketing.events import ResponseRecorded
from crm_kit.model import Aggregate, Mapped, String, column

HUMAN_KINDS = ("click", "reply", "form", "call", "visit", "registered", "attended", "purchased", "unsubscribed", "open")


class Response(Aggregate):
    """One reaction. `is_human` is false where a machine opened or clicked: a mail scanner, a proxy that loads pictures."""

    __tablename__ = "responses"
    HAS_HISTORY = False

    campaign_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    send_id: Mapped[UUID | None]
    submission_id: Mapped[UUID | None]
    kind: Mapped[str] = column(String(20))
    is_human: Mapped[bool] = column(default=True)
    product_line: Mapped[str] = column(String(100), default="")
    target: Mapped[str] = column(String(2000), default="")
    note: Mapped[str] = column(String(500), default="")
    at: Mapped[dt.datetime]

    def arrive(self, anonymous_id: str | None = None) -> None:
        self.record(ResponseRecorded, human=self.is_human, anonymous_id=anonymous_id)


class Respondent(Aggregate):
    """A contact's first and last response to a campaign."""

    __tablename__ = "respondents"
    HAS_HISTORY = False

    campaign_id: Mapped[UUID]
    contact_id: Mapped[UUID]
    account_id: Mapped[UUID | None]
    first_at: Mapped[dt.datetime]
    first_kind: Mapped[str] = column(String(20))
    last_at: Mapped[dt.datetime]
    last_kind: Mapped[str] = column(String(20))
    responses: Mapped[int]
