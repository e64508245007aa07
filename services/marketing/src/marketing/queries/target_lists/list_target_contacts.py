"""Contacts as target lists choose them, page by page."""

from typing import Any

from sqlalchemy import ColumnElement, select

from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.domain.copies import ContactCopy
from marketing.domain.target_list import SnapshotMember, TargetList
from marketing.lookups.choosing import alive, choice, is_member, matching
from marketing.lookups.planned_anew import planned_anew


@app.answers(ListTargetContacts)
def list_target_contacts(query: ListTargetContacts, work: Work) -> dict[str, Any]:
    known = choice(one_by_one=True)
    with planned_anew(work):
        return page(work, query, ContactCopy, known.columns, *_narrowed(query, work), source=known.source)


def _narrowed(query: ListTargetContacts, work: Work) -> list[ColumnElement[bool]]:
    """A list as it is now; a campaign's as it was, whoever has gone since."""
    if query.campaign_id is not None:
        campaign = work.get(Campaign, query.campaign_id)
        taken = select(SnapshotMember.contact_id).where(SnapshotMember.snapshot_id == campaign.list_snapshot_id)
        return [ContactCopy.id.in_(taken)]
    if query.list_id is not None:
        target = work.get(TargetList, query.list_id)
        return [alive(), matching(target.where, one_by_one=True) if target.is_dynamic else is_member(target)]
    return [alive()]
