"""How far lists overlap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select, union_all

from crm_contracts.marketing.queries.target_lists import CompareTargetLists
from crm_contracts.marketing.views.target_lists import ListComparison
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.target_list import TargetList
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
    """The lists that somebody is in → how many are in just these. Each list is a bit, for that is summed up fastest."""
    chosen = [
        select(members(each).subquery().c[0].label("id"), literal(1 << bit).label("bit")) for bit, each in _numbered(work, ids)
    ]
    listed = union_all(*chosen).subquery()
    combined = select(func.sum(listed.c.bit).label("bits")).group_by(listed.c.id).subquery()
    counted = work.session.execute(select(combined.c.bits, func.count()).group_by(combined.c.bits))
    return {frozenset(each for bit, each in enumerate(ids) if int(bits) & 1 << bit): count for bits, count in counted}


def _numbered(work: Work, ids: list[UUID]) -> Iterator[tuple[int, TargetList]]:
    return enumerate(lists(work, ids, "/list_ids"))


def _in_all(found: dict[frozenset[UUID], int], *ids: UUID) -> int:
    return sum(count for combination, count in found.items() if combination.issuperset(ids))


def _size(list_id: UUID, found: dict[frozenset[UUID], int]) -> dict[str, Any]:
    return {"list_id": list_id, "count": _in_all(found, list_id), "only_here": found.get(frozenset([list_id]), 0)}
