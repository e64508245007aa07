"""What marketing shows of target lists."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.marketing.words import ListKind
from crm_kit.messages import view


@view
class TargetListView:
    """A target list. `taken_at` is when a static one was last taken by its conditions."""

    id: UUID
    version: int
    name: str
    kind: ListKind
    description: str
    where: dict[str, Any] | None
    taken_at: dt.datetime | None
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class ListContactRow:
    """A contact as target lists choose by it: the person, their account, its orders and tickets, and what they agreed to.

    Order amounts are in the base currency, without tax. `opted_in` and `opted_out` hold `channel:topic`,
    `responded_to` the campaigns that the contact did something about.
    """

    id: UUID
    name: str
    title: str
    kind: str
    email: str
    phone: str
    owner_id: UUID
    account_id: UUID | None
    account_name: str | None
    account_kind: str | None
    account_status: str | None
    account_level: str | None
    account_region: str | None
    account_industry: str | None
    account_types: list[str]
    order_count: int
    order_amount: Decimal
    first_order_on: dt.date | None
    last_order_on: dt.date | None
    open_tickets: int
    opted_in: list[str]
    opted_out: list[str]
    response_count: int
    last_response_at: dt.datetime | None
    responded_to: list[UUID]


@view
class ReasonCount:
    """How many would get nothing, and why."""

    reason: str
    count: int


@view
class SampledContact:
    """One of those in a list."""

    id: UUID
    name: str
    email: str
    account_name: str | None


@view
class ListPreview:
    """Who would be meant: how many, some of them, how many could be written to, and why the others could not."""

    count: int
    sample: list[SampledContact]
    reachable: int
    suppressed: list[ReasonCount]


@view
class ListOverlap:
    """How many contacts are in both of two lists."""

    list_id: UUID
    other_id: UUID
    count: int


@view
class ListSize:
    """How many contacts are in a list, and how many of them in none of the others."""

    list_id: UUID
    count: int
    only_here: int


@view
class ListComparison:
    """How far lists overlap; `distinct` is how many contacts there are in all of them together."""

    lists: list[ListSize]
    overlaps: list[ListOverlap]
    distinct: int


@view
class MembersChanged:
    """How many contacts came into a list or left it, and how many there are now."""

    id: UUID
    version: int
    changed: int
    count: int
