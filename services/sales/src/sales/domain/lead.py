"""The lead: somebody asked."""

from __future__ import annotations

import datetime as dt

from crm_contracts.sales.events import LeadCreated
from crm_kit.model import Aggregate, Machine, Mapped, Owned, Searchable, String, Text, column, sorted_text


class Lead(Owned, Searchable, Aggregate):
    """An enquiry, until it is converted or turned down."""

    __tablename__ = "leads"
    MACHINE = Machine(assign=("new recycled", "assigned"))

    number: Mapped[str] = column(String(30))
    company_or_person: Mapped[str] = column(sorted_text(200))
    source: Mapped[str] = column(String(200))
    email: Mapped[str | None] = column(String(254))
    message: Mapped[str] = column(Text, default="")
    status: Mapped[str] = column(String(20), default="new")
    score: Mapped[int] = column(default=0)
    response_due: Mapped[dt.datetime | None]

    def words(self) -> list[str | None]:
        return [self.company_or_person, self.number, self.email]

    def arrive(self) -> None:
        self.record(LeadCreated)
