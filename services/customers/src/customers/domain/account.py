"""The account: a company or a person one does business with, or wants to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from crm_contracts.customers.events import (
    AccountCreated,
    AccountDeleted,
    AccountMerged,
    AccountOwnerChanged,
    AccountRestored,
    AccountUpdated,
)
from crm_contracts.customers.words import Cascade, ExternalId
from crm_kit.errors import Invalid
from crm_kit.messages import dump
from crm_kit.model import JSONB, Aggregate, ForeignKey, Machine, Mapped, Owned, Searchable, String, Text, column, sorted_text
from customers.domain import entries, matching
from customers.domain.entries import Entries
from customers.domain.matching import Key

DEEPEST = 10


class Account(Owned, Searchable, Aggregate):
    """A customer, prospect, partner, competitor or supplier.

    `name_key` and `domain` follow from name, website and e-mail address. A person's account has a mirrored contact, `person_id`.
    """

    __tablename__ = "accounts"
    MACHINE = Machine(deactivate=("active", "inactive"), activate=("inactive", "active"))

    number: Mapped[str] = column(String(30))
    name: Mapped[str] = column(sorted_text(200))
    name_key: Mapped[str] = column(Text)
    kind: Mapped[str] = column(String(10), default="company")
    types: Mapped[list[str]]
    status: Mapped[str] = column(String(10), default="active")
    level: Mapped[str | None] = column(String(1))
    industry: Mapped[str | None] = column(String(100))
    region: Mapped[str | None] = column(String(100))
    source: Mapped[str | None] = column(String(100))
    tax_id: Mapped[str | None] = column(String(40))
    tax_country: Mapped[str | None] = column(String(2))
    website: Mapped[str | None] = column(String(500))
    email: Mapped[str | None] = column(String(254))
    phone: Mapped[str | None] = column(String(20))
    domain: Mapped[str | None] = column(String(254))
    addresses: Mapped[list[Any]] = column(JSONB)
    external_ids: Mapped[list[Any]] = column(JSONB)
    parent_id: Mapped[UUID | None] = column(ForeignKey("accounts.id"))
    referred_by: Mapped[UUID | None] = column(ForeignKey("accounts.id"))
    is_opinion_leader: Mapped[bool] = column(default=False)
    person_id: Mapped[UUID | None]

    def words(self) -> list[str | None]:
        return [self.name, self.number, self.email, (self.phone or "").lstrip("+"), self.tax_id, self.domain]

    def describe(self, fields: Mapping[str, Any]) -> None:
        """Take on what is given, and what follows from it."""
        lists: dict[str, Callable[[Any], Any]] = {
            "types": lambda types: list(dict.fromkeys(types)),
            "addresses": lambda given: entries.addresses(given, self.__dict__.get("addresses") or []),
            "external_ids": _external_ids,
        }
        for name, value in fields.items():
            setattr(self, name, lists[name](value) if name in lists else value)
        if "name" in fields:
            self.name_key = matching.company_key(self.name)
        if "website" in fields or "email" in fields:
            self.domain = matching.domain_of(self.website, self.email)

    def match_keys(self) -> frozenset[Key]:
        """What the account is recognised by."""
        return matching.account_keys(
            tax_id=self.tax_id, tax_country=self.tax_country, email=self.email, phone=self.phone, domain=self.domain,
            external_ids=[(each["system"], each["id"]) for each in self.external_ids], name_key=self.name_key,
        )  # fmt: skip

    def open(self) -> None:
        self.record(AccountCreated)

    def change(self, fields: Mapping[str, Any]) -> None:
        """Change what is given. Where nothing differs nothing happens."""
        before = self.state()
        self.describe(fields)
        if self.state() != before:
            self.record(AccountUpdated)

    def also_be(self, type_: str) -> None:
        """Be of one more type, unless it is already."""
        self.change({"types": [*self.types, type_]})

    def tell(self) -> None:
        """Say that something about the account changed."""
        self.record(AccountUpdated)

    def state(self) -> dict[str, Any]:
        """All that is known of the account, to compare it with."""
        return {attribute: value for attribute, value in vars(self).items() if not attribute.startswith("_")}

    def activate(self) -> None:
        self.transition("activate")
        self.record(AccountUpdated)

    def deactivate(self) -> None:
        self.transition("deactivate")
        self.record(AccountUpdated)

    def give(self, owner_id: UUID, team_path: str, cascade: Cascade, reason: str) -> None:
        """Make somebody else the owner. Nothing else about the account changes."""
        before, self.owner_id, self.team_path = self.owner_id, owner_id, team_path
        self.record(AccountUpdated)
        self.record(
            AccountOwnerChanged,
            from_owner_id=before, to_owner_id=owner_id, to_team_path=team_path, cascade=dump(cascade, Cascade), reason=reason,
        )  # fmt: skip

    def take_over(self, merged_id: UUID) -> None:
        """Note that another id means this account from now on."""
        self.record(AccountMerged, survivor_id=self.id, merged_ids=[merged_id], snapshot_id=None)

    def leave(self) -> None:
        self.record(AccountDeleted)

    def come_back(self) -> None:
        self.record(AccountRestored)


def _external_ids(given: list[ExternalId]) -> Entries:
    if len({each.system for each in given}) < len(given):
        raise Invalid.field("/external_ids", "several_ids", "One system has one id for an account")
    return [dump(each, ExternalId) for each in given]
