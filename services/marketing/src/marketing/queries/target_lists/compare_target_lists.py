"""How far lists overlap."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, func, literal, select, union_all

from crm_contracts.marketing.queries.target_lists import CompareTargetLists
from crm_contracts.marketing.views.target_lists import ListComparison
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.lookups.choosing import members
from marketing.lookups.target_lists import lists


@app.answers(CompareTargetLists)
def compare_target_lists(query: CompareTargetLists, work: Work) -> dict[str, Any]:
    ids = list(dict.fromkeys(query.list_ids))
    found = _by_combination(work, ids)
    sizes = [_size(each, found) for each in ids]
    pairs = [(one, other) for number, one in enumerate(ids) for other in ids[number + 1 :]]
    overlaps = [{"list_id": one, "other_id": other, "count": _in_all(found, one, other)} for one, other in pairs]
    return dump(None, ListComparison, {"lists": sizes, "overlaps": overlaps, "distinct": sum(found.values())})


def _by_combination(work: Work, ids: list[UUID]) -> dict[frozenset[UUID], int]:
    """The lists that somebody is in → how many are in just these."""
    chosen = [members(each).subquery() for each in lists(work, ids, "/list_ids")]
    rows = (
        select(literal(list_id, Uuid).label("list_id"), each.c[0].label("contact_id"))
        for list_id, each in zip(ids, chosen, strict=True)
    )
    listed = union_all(*rows).subquery()
    combined = select(func.array_agg(listed.c.list_id).label("ids")).group_by(listed.c.contact_id).subquery()
    combinations: dict[frozenset[UUID], int] = {}
    for found, count in work.session.execute(select(combined.c.ids, func.count()).group_by(combined.c.ids)):
        key = frozenset(found)
        combinations[key] = combinations.get(key, 0) + count
    return combinations


def _in_all(found: dict[frozenset[UUID], int], *ids: UUID) -> int:
    return sum(count for combination, count in found.items() if combination.issuperset(ids))


def _size(list_id: UUID, found: dict[frozenset[UUID], int]) -> dict[str, Any]:
    return {"list_id": list_id, "count": _in_all(found, list_id), "only_here": found.get(frozenset([list_id]), 0)}
