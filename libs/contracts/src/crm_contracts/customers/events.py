"""What customers tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from crm_contracts.customers.words import (
    AccountKind,
    AccountStatus,
    AccountType,
    Address,
    Cascade,
    Channel,
    ConsentStatus,
    ContactAccount,
    ContactKind,
    ExternalId,
    GranteeKind,
    LegalBasis,
    Level,
    ShareLevel,
)
from crm_kit.messages import event
from crm_kit.money import Money


@dataclass(frozen=True, kw_only=True)
class _Share:
    """One record shown to one more user, team or role. `id` is the record's."""

    id: UUID
    share_id: UUID
    grantee_kind: GranteeKind
    grantee_id: UUID
    level: ShareLevel
    expires_at: dt.datetime | None


# --- accounts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Account:
    """An account as it stands.

    `name_key` is the name as duplicates are found by it: folded, without punctuation and legal suffix. `domain` is that of its
    website or e-mail address, None for mail providers that anybody uses.
    """

    id: UUID
    number: str
    name: str
    name_key: str
    kind: AccountKind
    types: list[AccountType]
    status: AccountStatus
    level: Level | None
    industry: str | None
    region: str | None
    source: str | None
    owner_id: UUID
    team_path: str
    parent_id: UUID | None
    referred_by: UUID | None
    is_opinion_leader: bool
    tax_id: str | None
    tax_country: str | None
    email: str | None
    phone: str | None
    domain: str | None
    person_id: UUID | None
    addresses: list[Address]
    external_ids: list[ExternalId]


@event("customers.account.created.v1", personal=True)
class AccountCreated(_Account):
    """There is a new account."""


@event("customers.account.updated.v1", personal=True)
class AccountUpdated(_Account):
    """What is known of an account changed, or its owner did."""


@event("customers.account.owner_changed.v1")
class AccountOwnerChanged:
    """An account went to another owner; `cascade` says what goes with it. `account.updated` tells the whole account."""

    id: UUID
    number: str
    name: str
    from_owner_id: UUID
    to_owner_id: UUID
    to_team_path: str
    cascade: Cascade
    reason: str


@event("customers.account.merged.v1")
class AccountMerged:
    """The accounts `merged_ids` are the account `survivor_id` from now on; every reference to them means it."""

    survivor_id: UUID
    merged_ids: list[UUID]
    kind: AccountKind
    snapshot_id: UUID | None


@event("customers.account.shared.v1")
class AccountShared(_Share):
    """Somebody else may see an account, or change it too; `with_children` where its contacts are shared alike."""

    with_children: bool


@event("customers.account.unshared.v1")
class AccountUnshared(_Share):
    """A share of an account ended."""

    with_children: bool


@event("customers.account.deleted.v1")
class AccountDeleted:
    """An account was deleted; it can be restored for 30 days."""

    id: UUID
    number: str
    name: str


@event("customers.account.restored.v1", personal=True)
class AccountRestored(_Account):
    """A deleted account is back."""


# --- credit ----------------------------------------------------------------------------------------------------------


@event("customers.credit.changed.v1")
class CreditChanged:
    """What an account may owe, how soon it pays and how it is graded changed. `id` is the account's; no `limit` is no check."""

    id: UUID
    account_id: UUID
    version: int
    limit: Money | None
    terms_days: int | None
    grade: str | None


# --- contacts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Contact:
    """A contact as it stands. `accounts` are those it belongs to today; `name_key` is the name folded, without spaces."""

    id: UUID
    name: str
    name_key: str
    first_name: str
    last_name: str
    title: str
    kind: ContactKind
    emails_norm: list[str]
    phones_e164: list[str]
    accounts: list[ContactAccount]
    owner_id: UUID
    team_path: str


@event("customers.contact.created.v1", personal=True)
class ContactCreated(_Contact):
    """There is a new contact."""


@event("customers.contact.updated.v1", personal=True)
class ContactUpdated(_Contact):
    """What is known of a contact changed, or the accounts it belongs to did."""


@event("customers.contact.merged.v1")
class ContactMerged:
    """The contacts `merged_ids` are the contact `survivor_id` from now on."""

    survivor_id: UUID
    merged_ids: list[UUID]


@event("customers.contact.deleted.v1")
class ContactDeleted:
    """A contact was deleted; it can be restored for 30 days."""

    id: UUID


@event("customers.contact.restored.v1", personal=True)
class ContactRestored(_Contact):
    """A deleted contact is back."""


@event("customers.contact.shared.v1")
class ContactShared(_Share):
    """Somebody else may see a contact, or change it too."""


@event("customers.contact.unshared.v1")
class ContactUnshared(_Share):
    """A share of a contact ended."""


# --- consents --------------------------------------------------------------------------------------------------------


@event("customers.consent.changed.v1")
class ConsentChanged:
    """What a contact agrees to on a channel, for a topic, is `status` since `at`. `id` is the entry in the log of consents."""

    id: UUID
    contact_id: UUID
    channel: Channel
    topic: str
    status: ConsentStatus
    basis: LegalBasis
    source: str
    at: dt.datetime
