"""The contact: somebody to talk to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from crm_contracts.customers.events import ContactCreated, ContactDeleted, ContactMerged, ContactRestored, ContactUpdated
from crm_kit.errors import Invalid
from crm_kit.model import JSONB, Aggregate, Mapped, Owned, Searchable, String, Text, column, sorted_text
from customers.domain import entries, matching
from customers.domain.matching import Key

if TYPE_CHECKING:
    from customers.domain.account import Account

Accounts = list[dict[str, Any]]


class Contact(Owned, Searchable, Aggregate):
    """A person, with or without an account. `email` and `phone` are the primary ones of the lists.

    The mirrored contact of a personal customer has the account in `personal_account_id`; the two change together.
    """

    __tablename__ = "contacts"

    full_name: Mapped[str] = column(sorted_text(201))
    name_key: Mapped[str] = column(Text)
    first_name: Mapped[str] = column(String(100), default="")
    last_name: Mapped[str] = column(String(100), default="")
    title: Mapped[str] = column(String(100), default="")
    kind: Mapped[str] = column(String(30), default="employee")
    email: Mapped[str | None] = column(String(254))
    phone: Mapped[str | None] = column(String(20))
    emails: Mapped[list[Any]] = column(JSONB)
    phones: Mapped[list[Any]] = column(JSONB)
    addresses: Mapped[list[Any]] = column(JSONB)
    personal_account_id: Mapped[UUID | None]

    @property
    def name(self) -> str:
        return self.full_name

    @property
    def emails_norm(self) -> list[str]:
        return [entry["address"].casefold() for entry in self.emails]

    @property
    def phones_e164(self) -> list[str]:
        return [entry["number"] for entry in self.phones]

    def words(self) -> list[str | None]:
        return [self.full_name, self.first_name, self.last_name, *self.emails_norm, *(phone[1:] for phone in self.phones_e164)]

    def match_keys(self) -> frozenset[Key]:
        """What the contact is recognised by."""
        return matching.contact_keys(name_key=self.name_key, emails=self.emails_norm, phones=self.phones_e164)

    def describe(self, fields: Mapping[str, Any], *, has_account: bool) -> None:
        """Take on what is given. One name and one way to reach the person must remain."""
        lists: dict[str, Callable[[Any], Any]] = {
            "emails": entries.emails,
            "phones": entries.phones,
            "addresses": lambda given: entries.addresses(given, self.__dict__.get("addresses") or []),
        }
        for name, value in fields.items():
            setattr(self, name, lists[name](value) if name in lists else value)
        if {"first_name", "last_name", "full_name"} & set(fields):
            self._settle_name(fields)
        self._settle_reach()
        if not (has_account or self.emails or self.phones or self.addresses):
            raise Invalid("A contact needs an e-mail address, a phone number, an account or an address", code="unreachable_contact")

    def _settle_name(self, fields: Mapping[str, Any]) -> None:
        self.full_name = fields.get("full_name") or written(self.first_name or "", self.last_name or "")
        if not self.full_name:
            raise Invalid.field("/full_name", "required", "A contact needs a first, last or full name")
        self.name_key = matching.person_key(self.full_name)

    def _settle_reach(self) -> None:
        self.email, self.phone = entries.primary(self.emails, "address"), entries.primary(self.phones, "number")

    def mirror(self, account: Account) -> None:
        """Be the person behind a personal customer: the same name, e-mail address, phone and owner."""
        if self.__dict__.get("full_name") != account.name:
            self.first_name, self.last_name, self.full_name = "", "", account.name
            self.name_key = matching.person_key(account.name)
        self.emails = entries.with_primary(self.__dict__.get("emails") or [], "address", account.email, "personal")
        self.phones = entries.with_primary(self.__dict__.get("phones") or [], "number", account.phone, "mobile")
        self.addresses = self.__dict__.get("addresses") or []
        self.owner_id, self.team_path, self.personal_account_id = account.owner_id, account.team_path, account.id
        self._settle_reach()

    def change(self, fields: Mapping[str, Any], accounts: Accounts) -> None:
        """Change what is given; `accounts` are those it belongs to."""
        self.describe(fields, has_account=bool(accounts))
        self.record(ContactUpdated, accounts=accounts)

    def give(self, owner_id: UUID, team_path: str, accounts: Accounts) -> None:
        """Make somebody else the owner."""
        self.owner_id, self.team_path = owner_id, team_path
        self.record(ContactUpdated, accounts=accounts)

    def arrive(self, accounts: Accounts) -> None:
        self.record(ContactCreated, accounts=accounts)

    def tell(self, accounts: Accounts) -> None:
        """Say that the contact changed, or that the accounts it belongs to did."""
        self.record(ContactUpdated, accounts=accounts)

    def take_over(self, merged_id: UUID) -> None:
        """Note that another id means this contact from now on."""
        self.record(ContactMerged, survivor_id=self.id, merged_ids=[merged_id])

    def leave(self) -> None:
        self.record(ContactDeleted)

    def come_back(self, accounts: Accounts) -> None:
        self.record(ContactRestored, accounts=accounts)


def written(first_name: str, last_name: str) -> str:
    """A full name from its parts, as it is written: 王伟 for 伟 and 王, Ada Lovelace for Ada and Lovelace."""
    both = first_name and last_name
    if both and not (first_name + last_name).isascii() and matching.is_cjk(first_name + last_name):
        return last_name + first_name
    return f"{first_name} {last_name}".strip()
