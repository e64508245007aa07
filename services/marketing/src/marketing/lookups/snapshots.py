"""The snapshot: who was in a campaign's list at its launch, and who of them gets nothing, and why."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, func, insert, literal, or_, select

from crm_kit.model import new_id
from crm_kit.work import Work
from marketing.domain.campaign import Campaign
from marketing.domain.copies import ContactCopy
from marketing.domain.target_list import SnapshotMember, TargetList
from marketing.lookups.choosing import alive, is_member
from marketing.lookups.suppression import address, reason_not_to_send

COLUMNS = ["id", "snapshot_id", "contact_id", "account_id", "address", "reason"]


def take_snapshot(work: Work, campaign: Campaign, target: TargetList, excluded: Sequence[TargetList]) -> tuple[UUID, int]:
    """Take the list down as it stands, all of the tenant's contacts in it. Its id, and how many are in it."""
    snapshot_id = new_id()
    rows = select(
        func.gen_random_uuid(), literal(snapshot_id, Uuid), ContactCopy.id, ContactCopy.account_id, address(campaign.channel),
        reason_of(campaign, excluded),
    ).where(alive(), is_member(target))  # fmt: skip
    work.session.execute(insert(SnapshotMember).from_select(COLUMNS, rows))
    return snapshot_id, int(work.session.scalar(select(func.count()).where(SnapshotMember.snapshot_id == snapshot_id)) or 0)


def reason_of(campaign: Campaign, excluded: Sequence[TargetList]) -> ColumnElement[str]:
    """SQL over contacts: why one gets nothing of the campaign, "" where it does."""
    return reason_not_to_send(campaign.channel, campaign.topic, campaign.legal_basis or "consent", *exclusions(excluded))


def exclusions(excluded: Sequence[TargetList]) -> list[tuple[ColumnElement[bool], str]]:
    """The condition that somebody is in one of the lists, as a reason."""
    return [(or_(*(is_member(each) for each in excluded)), "excluded")] if excluded else []


def reasons(target: TargetList, reason: ColumnElement[str]) -> Select[tuple[str, int]]:
    """How many of a list get nothing, by reason; "" counts those who do."""
    why = reason.label("why")
    return select(why, func.count()).where(alive(), is_member(target)).group_by(why)
