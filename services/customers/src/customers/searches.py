"""Saved views: which searches can be kept, and how a kept one narrows a list."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import or_

from crm_contracts.customers.queries.accounts import ListAccounts
from crm_contracts.customers.queries.contacts import ListContacts
from crm_kit.errors import Invalid, NotFound
from crm_kit.listing import check
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.domain.credit import Credit
from customers.domain.saved_view import SavedView
from customers.figures import COLUMNS
from customers.risks import IS_AT_RISK

Q = TypeVar("Q", ListAccounts, ListContacts)
SEARCHES: Mapping[str, Any] = {
    "accounts": (ListAccounts, Account, {**COLUMNS, "credit_grade": Credit.grade, "is_at_risk": IS_AT_RISK}),
    "contacts": (ListContacts, Contact, {}),
}


def check_search(view: SavedView) -> None:
    """Raise (422, 400) where the search could not be run."""
    query, entity, columns = SEARCHES[view.collection]
    check(query(where=view.where, sort=view.sort, fields=view.fields), entity, columns)


def narrowed(work: Work, query: Q, collection: str) -> Q:
    """The list query with the conditions, sort and fields of the saved view that it names."""
    if query.view_id is None:
        return query
    view = saved_view(work, query.view_id)
    if view.collection != collection:
        raise Invalid.field("/view_id", "other_collection", f"This is a view of {view.collection}")
    both = [where for where in (view.where, query.where) if where]
    where = {"and": both} if len(both) == 2 else next(iter(both), None)
    return dataclasses.replace(query, where=where, sort=query.sort or view.sort, fields=query.fields or view.fields)


def saved_view(work: Work, view_id: UUID) -> SavedView:
    """A view of the caller's own, or a shared one."""
    work.caller.require("customers.view.read")
    mine = or_(visible(work.caller, SavedView, "customers.view.read"), SavedView.is_shared)
    found = work.find(SavedView, SavedView.id == view_id, mine, allow="*")
    if not found:
        raise NotFound(f"There is no saved view {view_id}")
    return found[0]
