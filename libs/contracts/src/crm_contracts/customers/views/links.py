"""What is shown of the links between accounts and contacts."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.customers.words import EmailEntry, PhoneEntry
from crm_kit.messages import view


@view
class AccountContactView:
    """One contact's part in one account, from one day to another (both may be open). `title` is the one at this account."""

    id: UUID
    version: int
    account_id: UUID
    contact_id: UUID
    role: str
    title: str
    from_on: dt.date | None
    to_on: dt.date | None
    is_primary: bool
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class AccountContactRow(AccountContactView):
    """A contact of an account, with how to reach it."""

    full_name: str
    emails: list[EmailEntry]
    phones: list[PhoneEntry]


@view
class ContactAccountRow(AccountContactView):
    """An account of a contact."""

    account_name: str
