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
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from crm_kit.messages import hints_of, spec_of
from crm_kit.money import Money
from crm_kit.words import Between, Text, Unset

MOST_LEAVES = 50
DEEPEST = 5
ORDERED = (int, Decimal, dt.date, dt.datetime)


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


def operators_of(hint: Any) -> tuple[str, ...]:
    """The operators that a filter of this type knows."""
    hint = bare(hint)
    if get_origin(hint) in (list, tuple):
        return ("eq", "in", "null")
    if hint in ORDERED:
        return ("eq", "ne", "in", "gt", "gte", "lt", "lte", "null")
    if hint is str:
        return ("eq", "ne", "in", "contains", "starts", "null")
    return ("eq", "ne", "in", "null")


def bare(hint: Any) -> Any:
    """A type without its rules, and without None; money compares by its amount."""
    if get_origin(hint) is typing.Annotated:
        return bare(get_args(hint)[0])
    if get_origin(hint) in (typing.Union, types.UnionType):
        return bare(next(item for item in get_args(hint) if item not in (type(None), Unset)))
    return Decimal if hint is Money else hint


def hint_of(kind: type[ListQuery], name: str) -> Any:
    """The type of a filter or sort field of the list."""
    if name in kind.more:
        return bare(kind.more[name])
    shown = hints_of(spec_of(kind).returns)
    return bare(shown.get(name, dt.datetime if name.endswith("_at") else str))
