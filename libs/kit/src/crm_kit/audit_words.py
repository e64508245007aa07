"""The words of audit that every service shares. A service declares its own queries on them:

    @query(allow="sales.history.read", returns=HistoryRow)
    class ListHistory(HistoryQuery):
        '''Who changed what in sales, newest first.'''

    @query(allow="sales.access.explain", returns=Explanation)
    class ExplainAccess(ExplainQuery):
        '''Why somebody can meet a record of sales, or cannot.'''

and answers them with `crm_kit.audit.history_page` and `crm_kit.audit.explain_access`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from uuid import UUID

from crm_kit.lists import ListQuery
from crm_kit.messages import value, view
from crm_kit.words import Text


@view
class HistoryRow:
    """One entry of the history: who did what to which record, when, from where and why. `changes` is field → [before, after].

    `id` is its place in the order of writing. `entity_id` is the row that changed, `record_id` the record it is a part of.
    """

    id: int
    at: dt.datetime
    actor_id: UUID
    on_behalf_of: UUID | None
    session_id: UUID | None
    ip: str | None
    user_agent: str | None
    use_case: str
    request_id: str | None
    entity: str
    entity_id: UUID
    record_id: UUID
    action: str
    version: int | None
    changes: dict[str, Any]
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class HistoryQuery(ListQuery):
    """Base of every service's `ListHistory`. `entity` is written in snake case, `sales_order`."""

    filters: ClassVar = (
        "entity", "record_id", "entity_id", "actor_id", "on_behalf_of", "session_id",
        "ip", "use_case", "request_id", "action", "at",
    )  # fmt: skip
    sorts: ClassVar = ("position",)
    default_sort: ClassVar = "-position"
    more: ClassVar = {"position": int}


@view
class SealedDay:
    """One day (UTC) of a tenant's history held against its seal.

    `finding` is intact, changed, removed or added (entries differ from what was sealed), chain_broken (a seal before this one is
    missing or was replaced) or not_sealed.
    """

    day: dt.date
    entries: int
    sealed_entries: int | None
    finding: str


@value
class Rule:
    """One rule of row scope, and whether it lets the subject meet the record. `for_user_id` is whose eyes it looks with."""

    rule: str
    grants: bool
    detail: str
    for_user_id: UUID | None = None


@view
class Explanation:
    """Why somebody can meet a record, or cannot."""

    permission: str
    depth: str
    granted: bool
    rules: list[Rule]


@dataclass(frozen=True, kw_only=True)
class ExplainQuery:
    """Base of every service's `ExplainAccess`.

    `entity` and `action` are the noun and the verb of a permission (account, read); `subject` is the person asked about, as
    `identity.GetAccess` gives them.
    """

    entity: Annotated[str, Text(60, least=1, pattern="^[a-z_]+$")]
    record_id: UUID
    action: Annotated[str, Text(60, least=1, pattern="^[a-z_]+$")] = "read"
    subject: dict[str, Any]
