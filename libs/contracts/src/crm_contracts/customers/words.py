"""The values that the messages of customers are made of."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal
from uuid import UUID

from crm_kit.messages import value
from crm_kit.words import CountryCode, Email, Items, Label, Line, Name, Phone, Text

AccountKind = Literal["company", "person"]
AccountType = Literal["prospect", "customer", "partner", "competitor", "supplier", "other"]
AccountStatus = Literal["active", "inactive"]
Level = Literal["A", "B", "C", "D"]
AddressType = Literal["billing", "shipping", "site"]
EmailType = Literal["work", "personal", "other"]
PhoneType = Literal["mobile", "work", "home", "fax", "other"]
ContactKind = Literal["employee", "independent_consultant", "retailer", "end_consumer"]
Channel = Literal["email", "sms", "call", "post", "social"]
ConsentStatus = Literal["unknown", "opted_in", "opted_out", "blocked"]
LegalBasis = Literal["consent", "contract", "legitimate_interest", "legal_obligation", "none"]
ShareLevel = Literal["read", "write"]
GranteeKind = Literal["user", "team", "role"]
ViewCollection = Literal["accounts", "contacts"]
System = Annotated[str, Text(60, least=1, pattern="^[a-z0-9][a-z0-9_.-]*$")]
ExternalKey = Annotated[str, Text(200, least=1)]
TaxId = Annotated[str, Text(40, least=1)]
Topic = Annotated[str, Text(60, least=1, pattern="^[a-z0-9][a-z0-9_.-]*$")]


@value
class Address:
    """Where an account or a contact is. An address keeps its `id` while it is sent with it; without one it is new."""

    id: UUID | None = None
    type: AddressType = "billing"
    line1: Line
    line2: Line = ""
    city: Label = ""
    region: Label = ""
    postal_code: Annotated[str, Text(20)] = ""
    country: CountryCode | None = None


@value
class EmailEntry:
    """An e-mail address of a contact. One of them is primary: the one that says so, else the first."""

    address: Email
    type: EmailType = "work"
    is_primary: bool = False


@value
class PhoneEntry:
    """A phone number of a contact, kept as E.164. One of them is primary: the one that says so, else the first."""

    number: Phone
    type: PhoneType = "mobile"
    is_primary: bool = False


Addresses = Annotated[list[Address], Items(50)]
Emails = Annotated[list[EmailEntry], Items(20)]
Phones = Annotated[list[PhoneEntry], Items(20)]


@value
class NewContact:
    """A contact that is made together with its account, and the part it plays there."""

    first_name: Label = ""
    last_name: Label = ""
    full_name: Name | None = None
    title: Label = ""
    kind: ContactKind = "employee"
    emails: Emails = field(default_factory=list)
    phones: Phones = field(default_factory=list)
    addresses: Addresses = field(default_factory=list)
    role: Label = ""
    is_primary: bool = False


@value
class ExternalId:
    """What another system calls the account."""

    system: System
    id: ExternalKey


@value
class ContactAccount:
    """An account that a contact belongs to today."""

    id: UUID
    role: str
    is_primary: bool


@value
class Cascade:
    """What follows when an account goes to another owner. State, stage and history of what follows stay as they are."""

    contacts: bool = False
    opportunities: bool = False
    activities: bool = False
    quotations: bool = False
    tickets: bool = False
