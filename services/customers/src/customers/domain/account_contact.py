"""The link between an account and a contact: who plays which part, and when."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Aggregate, ForeignKey, Mapped, String, column, relationship
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.domain.entries import Entries


class AccountContact(Aggregate):
    """One contact's part in one account, from one day to another, both included; an open end is None."""

    __tablename__ = "account_contacts"

    account_id: Mapped[UUID] = column(ForeignKey("accounts.id"))
    contact_id: Mapped[UUID] = column(ForeignKey("contacts.id"))
    role: Mapped[str] = column(String(100), default="")
    title: Mapped[str] = column(String(100), default="")
    from_on: Mapped[dt.date | None]
    to_on: Mapped[dt.date | None]
    is_primary: Mapped[bool] = column(default=False)

    account: Mapped[Account] = relationship(lazy="raise")
    contact: Mapped[Contact] = relationship(lazy="raise")

    @property
    def full_name(self) -> str:
        return self.contact.full_name

    @property
    def account_name(self) -> str:
        return self.account.name

    @property
    def emails(self) -> Entries:
        return self.contact.emails

    @property
    def phones(self) -> Entries:
        return self.contact.phones

    def check_days(self) -> None:
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise Invalid.field("/to_on", "ends_before_start", "A link ends on the day it begins or later")

    def check_open(self, today: dt.date) -> None:
        if self.to_on is not None and self.to_on < today:
            raise Conflict("This link has ended", code="already_closed", to_on=self.to_on.isoformat())

    def close(self, to_on: dt.date) -> None:
        """End the link; who left is not the primary contact any more."""
        if self.to_on is not None and self.to_on <= to_on:
            raise Conflict("This link has ended already", code="already_closed", to_on=self.to_on.isoformat())
        self.to_on, self.is_primary = to_on, False
        self.check_days()
