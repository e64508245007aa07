"""How many a list or a tree of conditions would be meant for, and who of them would get something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from crm_contracts.marketing.queries.target_lists import PreviewTargetList
from crm_contracts.marketing.views.target_lists import ListPreview
from crm_kit.errors import Invalid
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import AccountCopy, ContactCopy
from marketing.domain.target_list import TargetList
from marketing.lookups.choosing import alive, chosen_by, members
from marketing.lookups.snapshots import exclusions
from marketing.lookups.suppression import reason_not_to_send
from marketing.lookups.target_lists import lists, seen

SAMPLE = 10


@app.answers(PreviewTargetList)
def preview_target_list(query: PreviewTargetList, work: Work) -> dict[str, Any]:
    found = _by_reason(query, work)
    suppressed = [{"reason": each.why, "count": each.count} for each in found if each.why]
    reachable = sum(each.count for each in found if not each.why)
    shown = {"count": sum(each.count for each in found), "reachable": reachable, "suppressed": suppressed}
    return dump(None, ListPreview, {**shown, "sample": _sample(work, [each for row in found for each in row.some])})


def _by_reason(query: PreviewTargetList, work: Work) -> Sequence[Any]:
    """Reason → how many, and the first of them by name; everybody is looked at once."""
    excluded = exclusions(lists(work, query.excluded_list_ids or [], "/excluded_list_ids"))
    why = reason_not_to_send(query.channel, query.topic, query.legal_basis, *excluded).label("why")
    place = func.row_number().over(partition_by=why, order_by=ContactCopy.name).label("place")
    meant = select(ContactCopy.id, why, place).where(_is_meant(query, work)).subquery("meant")
    first = func.array_agg(meant.c.id).filter(meant.c.place <= SAMPLE)
    counted = select(meant.c.why, func.count().label("count"), first.label("some")).group_by(meant.c.why).order_by(meant.c.why)
    return work.session.execute(counted).all()


def _is_meant(query: PreviewTargetList, work: Work) -> ColumnElement[bool]:
    """Only whom the caller may see."""
    if (query.list_id is None) == (query.where is None):
        raise Invalid.field("/list_id", "required", "Name either a list or conditions")
    chosen = chosen_by(query.where).correlate(None) if query.list_id is None else members(work.get(TargetList, query.list_id))
    return ContactCopy.id.in_(chosen) & seen(work) & alive()


def _sample(work: Work, ids: list[UUID]) -> list[dict[str, Any]]:
    told = (ContactCopy.id, ContactCopy.name, ContactCopy.email, AccountCopy.name.label("account_name"))
    joined = select(*told).outerjoin(AccountCopy, AccountCopy.id == ContactCopy.account_id).where(ContactCopy.id.in_(ids))
    return [dict(row) for row in work.session.execute(joined.order_by(ContactCopy.name).limit(SAMPLE)).mappings()]
