"""The withdrawal: somebody does not want to be written to any more."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.marketing.events import ConsentWithdrawn
from crm_kit.model import Aggregate, Mapped, String, Text, column


class Withdrawal(Aggregate):
    """What they said, and by which message they came to say it. Customers notes it in the log of consents."""

    __tablename__ = "withdrawals"
    HAS_HISTORY = False

    contact_id: Mapped[UUID]
    send_id: Mapped[UUID | None]
    channel: Mapped[str] = column(String(10))
    topic: Mapped[str] = column(String(60))
    evidence: Mapped[str] = column(Text, default="")
    at: Mapped[dt.datetime]

    def arrive(self) -> None:
        self.record(ConsentWithdrawn, source="unsubscribe")
