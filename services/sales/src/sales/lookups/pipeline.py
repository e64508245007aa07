"""The deals that a report counts: those that the caller may see, as they stand today or stood on a day in the past."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, cast, select

from crm_kit.errors import Invalid
from crm_kit.visibility import below, visible
from crm_kit.work import Work
from sales.domain.copies import AccountCopy, TeamCopy
from sales.domain.journal import JournalEntry
from sales.domain.opportunity import Opportunity
from sales.lookups.past import last_entries

POINTS = 10_000
"""Parts of one unit of the base currency in which worth is added up."""


@dataclass(frozen=True)
class Deals:
    """The columns that reports go by, and the conditions that make the selection."""

    columns: Any
    conditions: list[ColumnElement[bool]]


def deals(work: Work, as_of: dt.date | None) -> Deals:
    """Every deal that the caller may see, today or at the end of a day (UTC) in the past."""
    met = [visible(work.caller, Opportunity, work.allow), Opportunity.deleted_at.is_(None)]
    if as_of is None or as_of >= work.today:
        return Deals(Opportunity, met)
    there = JournalEntry.id.in_(last_entries(as_of)) & (JournalEntry.kind != "delete")
    past = select(
        *(getattr(JournalEntry, name) for name in KEPT), Opportunity.is_override, Opportunity.product_ids,
        cast(JournalEntry.base_amount_value * POINTS, BigInteger).label("base_points"),  # type: ignore[attr-defined]
        cast(JournalEntry.base_amount_value * JournalEntry.probability * POINTS / 100, BigInteger).label("weighted_points"),  # type: ignore[attr-defined]
    ).join(Opportunity, Opportunity.id == JournalEntry.opportunity_id).where(there, *met).subquery()  # fmt: skip
    return Deals(past.c, [])


KEPT = (
    "process_id", "process_version", "stage", "status", "reached", "stage_entered_at", "owner_id", "team_path", "account_id",
    "close_date",
)  # fmt: skip


def team_path(work: Work, team_id: UUID) -> str:
    """Where the team is in the tree, or Invalid (422)."""
    team = work.session.get(TeamCopy, team_id)
    if team is None:
        raise Invalid.field("/team_id", "unknown_team", "There is no such team")
    return team.path


def narrowed(work: Work, columns: Any, query: Any) -> tuple[list[ColumnElement[bool]], list[dict[str, Any]]]:
    """The filters of a report, as conditions and as the leaves by which a list finds the same deals."""
    found: list[tuple[ColumnElement[bool], str, str, Any]] = []
    if query.owner_id:
        found.append((columns.owner_id == query.owner_id, "owner_id", "eq", query.owner_id))
    if query.team_id:
        path = team_path(work, query.team_id)
        found.append((below(columns.team_path, path), "team_path", "starts", path))
    if getattr(query, "product_id", None):
        found.append((columns.product_ids.contains([query.product_id]), "product_ids", "in", [query.product_id]))
    if getattr(query, "region", None):
        there = select(AccountCopy.id).where(AccountCopy.region == query.region)
        found.append((columns.account_id.in_(there), "region", "eq", query.region))
    return [each[0] for each in found], [leaf(name, op, value) for _, name, op, value in found]


def leaf(name: str, op: str, value: Any) -> dict[str, Any]:
    """A condition of a list, in JSON."""
    shown = [str(each) for each in value] if isinstance(value, list) else str(value)
    return {"field": name, "op": op, "value": shown}
