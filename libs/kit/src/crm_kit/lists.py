"""What every list takes and gives: the words of paging, sorting, filtering and searching.

    @query(allow="sales.lead.read", returns=LeadRow)
    class ListLeads(ListQuery):
        '''Leads, newest first.'''
        filters: ClassVar = ("status", "source", "owner_id", "created_at")
        sorts: ClassVar = ("created_at", "name")
        default_sort: ClassVar = "-created_at"

A field in `filters` has the type that it has in the row's view, or in `more` where the view does not show it. Where the list is
`searchable`, `q` is the text search.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from crm_kit.words import Between, Text

MOST_LEAVES = 50
DEEPEST = 5


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """Base of every list query. `where` is a tree of {"and": […]}, {"or": […]}, {"not": …} and {"field", "op", "value"}."""

    filters: ClassVar[tuple[str, ...]] = ()
    sorts: ClassVar[tuple[str, ...]] = ("created_at",)
    default_sort: ClassVar[str] = "-created_at"
    more: ClassVar[Mapping[str, Any]] = {}
    searchable: ClassVar[bool] = False

    where: dict[str, Any] | None = None
    sort: Annotated[str, Text(200)] | None = None
    limit: Annotated[int, Between(1, 200)] = 50
    cursor: Annotated[str, Text(4000)] | None = None
    count: Literal["exact"] | None = None
    fields: list[str] | None = None
    updated_since: dt.datetime | None = None
    deleted: bool = False
