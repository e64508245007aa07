"""How many a list or a tree of conditions would be meant for, and who of them would get something."""

from __future__ import annotations

from typing import Any

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
    is_meant = _is_meant(query, work)
    counts = _counts(query, work, is_meant)
    suppressed = [{"reason": reason, "count": count} for reason, count in sorted(counts.items()) if reason]
    shown = {"count": sum(counts.values()), "reachable": counts.get("", 0), "suppressed": suppressed}
    return dump(None, ListPreview, {**shown, "sample": _sample(work, is_meant)})


def _is_meant(query: PreviewTargetList, work: Work) -> ColumnElement[bool]:
    """Only whom the caller may see."""
    if (query.list_id is None) == (query.where is None):
        raise Invalid.field("/list_id", "required", "Name either a list or conditions")
    chosen = chosen_by(query.where).correlate(None) if query.list_id is None else members(work.get(TargetList, query.list_id))
    return ContactCopy.id.in_(chosen) & seen(work) & alive()


def _counts(query: PreviewTargetList, work: Work, is_meant: ColumnElement[bool]) -> dict[str, int]:
    excluded = exclusions(lists(work, query.excluded_list_ids or [], "/excluded_list_ids"))
    why = reason_not_to_send(query.channel, query.topic, query.legal_basis, *excluded).label("why")
    return {row[0]: row[1] for row in work.session.execute(select(why, func.count()).where(is_meant).group_by(why))}


def _sample(work: Work, is_meant: ColumnElement[bool]) -> list[dict[str, Any]]:
    told = (ContactCopy.id, ContactCopy.name, ContactCopy.email, AccountCopy.name.label("account_name"))
    joined = select(*told).outerjoin(AccountCopy, AccountCopy.id == ContactCopy.account_id)
    return [dict(row) for row in work.session.execute(joined.where(is_meant).order_by(ContactCopy.name).limit(SAMPLE)).mappings()]
