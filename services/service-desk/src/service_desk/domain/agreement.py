"""Service agreements: what a customer is owed, for what and how long."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.service_desk.events import AgreementActivated, AgreementEnded
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Aggregate, Machine, Mapped, Owned, String, Text, column, sorted_text


class Agreement(Owned, Aggregate):
    """It covers the assets and products named, or, where none are, everything of the account. Quotas count visits and hours."""

    __tablename__ = "agreements"
    MACHINE = Machine(
        change=("draft", "draft"), activate=("draft", "active"), use=("active", "active"), end=("draft active", "ended")
    )

    number: Mapped[str] = column(String(30))
    name: Mapped[str] = column(sorted_text(200))
    status: Mapped[str] = column(String(10), default="draft")
    account_id: Mapped[UUID]
    asset_ids: Mapped[list[UUID]]
    product_ids: Mapped[list[UUID]]
    channels: Mapped[list[str]]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    policy_id: Mapped[UUID | None]
    price_list_id: Mapped[UUID | None]
    covers_parts: Mapped[bool]
    covers_labour: Mapped[bool]
    visits: Mapped[int | None]
    visits_used: Mapped[int] = column(default=0)
    hours: Mapped[Decimal | None]
    hours_used: Mapped[Decimal] = column(default=Decimal(0))
    end_reason: Mapped[str] = column(Text, default="")

    def change(self, changes: dict[str, Any]) -> None:
        """Agree otherwise, while it is a draft."""
        self.transition("change")
        for name, value in changes.items():
            setattr(self, name, value)
        if self.ends_on < self.starts_on:
            raise Invalid.field("/ends_on", "ends_before_start", "It ends on its first day or later")
        if not (self.covers_parts or self.covers_labour):
            raise Invalid.field("/covers_labour", "covers_nothing", "It covers parts, labour or both")

    def activate(self, today: dt.date) -> None:
        """Service is due from its first day on; Conflict (409) where its last day is over."""
        self.transition("activate")
        if self.ends_on < today:
            raise Conflict(f"It ended on {self.ends_on}", code="already_over", ends_on=self.ends_on.isoformat())
        self.record(AgreementActivated)

    def end(self, reason: str) -> None:
        """Nothing is due under it any more."""
        self.transition("end")
        self.end_reason = reason
        self.record(AgreementEnded)

    def use(self, visits: int, hours: Decimal) -> None:
        """Count what was done under it; Conflict (409) where that is more than was agreed, or gives back more than was used."""
        self.transition("use")
        for name, limit, used in (
            ("visits", self.visits, self.visits_used + visits),
            ("hours", self.hours, self.hours_used + hours),
        ):
            if used < 0 or (limit is not None and used > limit):
                raise Conflict(f"The agreement has no {name} left for this", code="quota_used_up", left=str(self.remaining()[name]))
        self.visits_used, self.hours_used = self.visits_used + visits, self.hours_used + hours

    def remaining(self) -> dict[str, Any]:
        """What is left of the quotas; None where there is no limit."""
        visits = None if self.visits is None else self.visits - self.visits_used
        hours = None if self.hours is None else self.hours - self.hours_used
        return {"visits": visits, "hours": hours}

    @property
    def visits_left(self) -> int | None:
        left: int | None = self.remaining()["visits"]
        return left

    @property
    def hours_left(self) -> Decimal | None:
        left: Decimal | None = self.remaining()["hours"]
        return left

    @property
    def is_used_up(self) -> bool:
        return any(left is not None and left <= 0 for left in self.remaining().values())

    def is_for(self, asset_id: UUID | None, product_id: UUID | None) -> int | None:
        """How particular it is about these: 0 for the asset, 1 for the product, 2 for everything; None where they are not in it."""
        if asset_id is not None and asset_id in self.asset_ids:
            return 0
        if product_id is not None and product_id in self.product_ids:
            return 1
        return None if self.asset_ids or self.product_ids else 2
