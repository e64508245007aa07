"""What one can do with accounts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

from crm_contracts.customers.views.accounts import AccountDetail, AccountView
from crm_contracts.customers.views.others import ShareView
from crm_contracts.customers.words import (
    AccountKind,
    AccountType,
    Addresses,
    Cascade,
    ExternalId,
    ExternalKey,
    GranteeKind,
    Level,
    NewContact,
    ShareLevel,
    System,
    TaxId,
)
from crm_kit.messages import command
from crm_kit.words import UNSET, CountryCode, Email, Items, Label, Line, Name, Phone, Unset, Website

Types = Annotated[list[AccountType], Items(6)]
ExternalIds = Annotated[list[ExternalId], Items(20)]


@command(allow="customers.account.create", returns=AccountDetail)
class CreateAccount:
    """Take in a customer, prospect, partner or other company or person, with its addresses and contacts in one go.

    Refused as `duplicate` where tax id, e-mail, phone or web domain are those of another account; as `possible_duplicate` where
    only the name (and region) is alike, unless `confirm_duplicate` with a `reason` says that it is another one.
    """

    name: Name
    kind: AccountKind = "company"
    types: Types = field(default_factory=list)
    industry: Label | None = None
    region: Label | None = None
    level: Level | None = None
    source: Label | None = None
    owner_id: UUID | None = None
    tax_id: TaxId | None = None
    tax_country: CountryCode | None = None
    website: Website | None = None
    email: Email | None = None
    phone: Phone | None = None
    addresses: Addresses = field(default_factory=list)
    parent_id: UUID | None = None
    referred_by: UUID | None = None
    is_opinion_leader: bool = False
    external_ids: ExternalIds = field(default_factory=list)
    contacts: Annotated[list[NewContact], Items(50)] = field(default_factory=list)
    confirm_duplicate: bool = False
    reason: Line = ""


@dataclass(frozen=True, kw_only=True)
class _Changes:
    """The fields of an account that can be changed; those not sent stay as they are."""

    name: Name | Unset = UNSET
    types: Types | Unset = UNSET
    industry: Label | Unset | None = UNSET
    region: Label | Unset | None = UNSET
    level: Level | Unset | None = UNSET
    source: Label | Unset | None = UNSET
    tax_id: TaxId | Unset | None = UNSET
    tax_country: CountryCode | Unset | None = UNSET
    website: Website | Unset | None = UNSET
    email: Email | Unset | None = UNSET
    phone: Phone | Unset | None = UNSET
    addresses: Addresses | Unset = UNSET
    parent_id: UUID | Unset | None = UNSET
    referred_by: UUID | Unset | None = UNSET
    is_opinion_leader: bool | Unset = UNSET
    confirm_duplicate: bool = False
    reason: Line = ""


@command(allow="customers.account.update", returns=AccountView)
class ChangeAccount(_Changes):
    """Change an account. Lists are replaced whole; an address sent with its id stays the same address."""

    account_id: UUID
    version: int
    external_ids: ExternalIds | Unset = UNSET


@command(allow="customers.account.create", returns=AccountView)
class UpsertAccount(_Changes):
    """Create the account that another system knows as `external_id`, or change it where it exists. Repeating it changes nothing."""

    system: System
    external_id: ExternalKey
    name: Name
    kind: AccountKind = "company"


@command(allow="customers.account.activate", returns=AccountView)
class ActivateAccount:
    """Take up business with an inactive account again."""

    account_id: UUID
    version: int
    reason: Line = ""


@command(allow="customers.account.deactivate", returns=AccountView)
class DeactivateAccount:
    """Note that there is no more business with an account."""

    account_id: UUID
    version: int
    reason: Line = ""


@command(allow="customers.account.transfer", returns=AccountView)
class TransferAccount:
    """Give an account to another owner; `cascade` says what of its records follows. Nothing else about it changes."""

    account_id: UUID
    version: int
    owner_id: UUID
    cascade: Cascade = Cascade()
    reason: Line = ""


@command(allow="customers.account.delete")
class DeleteAccount:
    """Delete an account, with the mirrored contact of a personal customer; it can be restored for 30 days.

    Refused as `in_use` while accounts below it, open opportunities or open orders point at it.
    """

    account_id: UUID
    version: int
    reason: Line = ""


@command(allow="customers.account.restore", returns=AccountView)
class RestoreAccount:
    """Bring a deleted account back, if nothing took its place meanwhile."""

    account_id: UUID
    version: int


@command(allow="customers.account.share", returns=ShareView)
class ShareAccount:
    """Show an account to one more user, team or role, or change how; `with_children` shares its contacts of today alike."""

    account_id: UUID
    grantee_kind: GranteeKind
    grantee_id: UUID
    level: ShareLevel = "read"
    expires_at: dt.datetime | None = None
    with_children: bool = False


@command(allow="customers.account.share")
class UnshareAccount:
    """End a share of an account; `with_children` ends those of its contacts with the same grantee too."""

    account_id: UUID
    share_id: UUID
    with_children: bool = False
