"""A user as a caller: their team and those above it, what their roles come to, and whom they stand in for today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from crm_kit.caller import Caller
from crm_kit.work import Work
from identity.domain.grants import merged
from identity.domain.role import Role
from identity.domain.team import Team
from identity.domain.user import User


def caller_of(work: Work, user: User, **more: Any) -> Caller:
    """The user as a caller; `more` are session and limits."""
    return Caller(
        tenant_id=work.caller.tenant_id, user_id=user.id, team_id=user.team_id, team_path=user.team_path,
        team_ids=_team_ids(work, user.team_path), role_ids=tuple(user.role_ids), grants=grants_of(work, user.role_ids),
        stands_for=tuple((absent.id, absent.team_path) for absent in absent_for(work, user)), **more,
    )  # fmt: skip


def grants_of(work: Work, role_ids: Sequence[UUID]) -> dict[str, str]:
    """What these roles come to."""
    return merged(*(role.grants for role in roles_of(work, role_ids)))


def roles_of(work: Work, role_ids: Sequence[UUID]) -> Sequence[Role]:
    """These roles, by name."""
    return work.session.scalars(select(Role).where(Role.id.in_(role_ids), Role.deleted_at.is_(None)).order_by(Role.name)).all()


def absent_for(work: Work, user: User) -> Sequence[User]:
    """The colleagues whose deputy the user is today."""
    begun = or_(User.deputy_from.is_(None), User.deputy_from <= work.today)
    lasting = or_(User.deputy_until.is_(None), User.deputy_until >= work.today)
    theirs = (User.deputy_id == user.id, User.is_active, User.deleted_at.is_(None))
    return work.session.scalars(select(User).where(*theirs, begun, lasting).order_by(User.id)).all()


def _team_ids(work: Work, path: str) -> tuple[UUID, ...]:
    numbers = [int(number) for number in path.split("/") if number]
    return tuple(work.session.scalars(select(Team.id).where(Team.number.in_(numbers)).order_by(Team.path.desc())))
