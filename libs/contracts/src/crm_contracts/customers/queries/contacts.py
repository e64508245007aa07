"""What one can ask about contacts."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.customers.views.contacts import ConsentRow, ContactDetail, ContactRow
from crm_contracts.customers.views.others import SharesView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="customers.contact.read", returns=ContactDetail)
class GetContact:
    """One contact with its accounts. The id of a merged contact answers with the one it was merged into."""

    contact_id: UUID


@query(allow="customers.contact.read", returns=ContactRow)
class ListContacts(ListQuery):
    """Contacts, newest first. Text search goes by name, e-mail and phone; `view_id` runs a saved view."""

    filters: ClassVar = ("full_name", "kind", "title", "email", "phone", "owner_id", "created_at", "updated_at")
    sorts: ClassVar = ("created_at", "updated_at", "full_name")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True

    view_id: UUID | None = None


@query(allow="customers.contact.read", returns=SharesView)
class ListContactShares:
    """Whom a contact is shared with, oldest first."""

    contact_id: UUID


@query(allow="customers.consent.read", returns=ConsentRow)
class ListConsents(ListQuery):
    """What a contact, or the contacts of an account, agreed to or not, latest first. `is_current` leaves out what was overruled."""

    filters: ClassVar = ("contact_id", "channel", "topic", "status", "is_current", "at")
    sorts: ClassVar = ("at",)
    default_sort: ClassVar = "-at"

    account_id: UUID | None = None
    contact_id: UUID | None = None
