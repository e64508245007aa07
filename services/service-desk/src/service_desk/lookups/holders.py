"""Who a ticket can be given to."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from crm_kit.colleagues import colleague
from crm_kit.errors import Invalid
from crm_kit.work import Work
from service_desk.domain.copies import TeamCopy
from service_desk.domain.holder import Holder


def holder(work: Work, owner_id: UUID | None, group_id: UUID | None) -> Holder:
    """The active user or the team, of which just one is given; Invalid (422) otherwise."""
    if (owner_id is None) == (group_id is None):
        raise Invalid.field("/owner_id", "required", "Name either an owner or a group")
    return user(work, owner_id) if owner_id else group(work, group_id)


def user(work: Work, owner_id: UUID) -> Holder:
    """An active user."""
    if owner_id == work.caller.user_id:
        return Holder(owner_id, work.caller.team_path)
    found = colleague(work, owner_id)
    return Holder(found.id, found.team_path)


def group(work: Work, group_id: UUID | None) -> Holder:
    """The queue of a team."""
    team = work.session.get(TeamCopy, group_id)
    if team is None or team.is_deleted:
        raise Invalid.field("/group_id", "unknown_team", "There is no such team")
    return Holder(team.id, team.path, is_group=True)


def heir(work: Work, owner_id: UUID | None, group_id: UUID | None) -> Holder | None:
    """As `holder`; None where nobody is named."""
    return holder(work, owner_id, group_id) if owner_id or group_id else None


def known_teams(work: Work, team_ids: Sequence[UUID], pointer: str) -> None:
    """Invalid (422) names the first that there is not."""
    known = set(work.session.scalars(select(TeamCopy.id).where(TeamCopy.id.in_(team_ids), TeamCopy.is_deleted.is_(False))))
    for number, each in enumerate(team_ids):
        if each not in known:
            raise Invalid.field(f"{pointer}/{number}", "unknown_team", "There is no such team")
