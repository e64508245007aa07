"""What one can ask about accounts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from crm_contracts.customers.views.accounts import AccountDetail, AccountFigures, AccountListRow
from crm_contracts.customers.views.links import AccountContactRow
from crm_contracts.customers.views.others import SharesView, TimelineEntry
from crm_contracts.customers.words import Level
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="customers.account.read", returns=AccountDetail)
class GetAccount:
    """One account with its addresses and contacts. The id of a merged account answers with the one it was merged into."""

    account_id: UUID


@query(allow="customers.account.read", returns=AccountListRow)
class ListAccounts(ListQuery):
    """Accounts, newest first. Text search goes by name, number, e-mail, phone and tax id; `view_id` runs a saved view.

    Amounts of opportunities and orders are in the base currency. `credit_grade` is known only to those who may read the account's
    credit.
    """

    filters: ClassVar = (
        "name", "number", "kind", "types", "status", "level", "industry", "region", "source", "credit_grade", "email", "phone",
        "domain", "tax_id", "parent_id", "referred_by", "is_opinion_leader", "owner_id", "created_at", "updated_at",
        "open_opportunities", "pipeline", "won_opportunities", "revenue", "last_won_on", "orders", "ordered", "last_ordered_on",
        "is_at_risk",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "updated_at", "name", "number", "pipeline", "revenue", "ordered")
    default_sort: ClassVar = "-created_at"
    more: ClassVar = {
        "credit_grade": str, "domain": str, "tax_id": str, "referred_by": UUID, "open_opportunities": int, "pipeline": Decimal,
        "won_opportunities": int, "revenue": Decimal, "last_won_on": dt.date, "orders": int, "ordered": Decimal,
        "last_ordered_on": dt.date, "level": Level,
    }  # fmt: skip
    searchable: ClassVar = True

    view_id: UUID | None = None


@query(allow="customers.account.read", returns=AccountContactRow)
class ListAccountContacts(ListQuery):
    """The contacts of an account, by name; only those that the caller may see. `is_current` false asks for those of the past."""

    filters: ClassVar = ("role", "is_primary", "is_current", "full_name")
    sorts: ClassVar = ("full_name", "created_at")
    default_sort: ClassVar = "full_name"
    more: ClassVar = {"is_current": bool}

    account_id: UUID


@query(allow="customers.account.read", returns=AccountFigures)
class GetAccountFigures:
    """What an account is worth: opportunities, orders and revenue, its hierarchy's and its network's."""

    account_id: UUID


@query(allow="customers.account.read", returns=SharesView)
class ListAccountShares:
    """Whom an account is shared with, oldest first."""

    account_id: UUID


@query(allow="customers.timeline.read", returns=TimelineEntry)
class ListTimeline(ListQuery):
    """What happened with an account, latest first; only what the caller may see where it happened."""

    filters: ClassVar = ("type", "at", "actor_id", "contact_id", "record_id", "collection")
    sorts: ClassVar = ("at",)
    default_sort: ClassVar = "-at"

    account_id: UUID
