"""The credit of an account: what it may owe, how soon it pays, how good it is for its debts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from crm_contracts.customers.events import CreditChanged
from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, Money, String, column, money


class Credit(Aggregate):
    """Has the id of its account and a version of its own: finance sets it, and the account stays as it is.

    Without a `limit` nothing is checked. `terms_days` are the days from an invoice until it is due, where its order does not
    say otherwise.
    """

    __tablename__ = "credits"

    limit: Mapped[Money | None] = money("limit", optional=True)
    terms_days: Mapped[int | None]
    grade: Mapped[str | None] = column(String(100))

    @classmethod
    def unset(cls, account_id: UUID) -> Credit:
        """The credit of an account of which nobody has said anything: version 0."""
        return cls(id=account_id, version=0, limit=None, terms_days=None, grade=None)

    @property
    def account_id(self) -> UUID:
        return self.id

    def set(self, fields: Mapping[str, Any]) -> None:
        """Take on what is given. Where nothing differs nothing happens. Invalid (422) for a limit below zero."""
        limit = fields.get("limit")
        if limit is not None and limit.amount < 0:
            raise Invalid.field("/limit/amount", "negative", "A credit limit is zero or more")
        if any(getattr(self, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(self, name, value)
            self.record(CreditChanged)
