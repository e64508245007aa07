"""What several use cases about users need: references that must hold, an administrator who must stay, sessions that must end."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select, text

from crm_kit.errors import Conflict, Invalid
from crm_kit.work import Work
from identity.callers import grants_of
from identity.domain.api_key import ApiKey
from identity.domain.grants import require_within_own
from identity.domain.role import ADMINISTRATOR, Role
from identity.domain.session import Session
from identity.domain.team import Team
from identity.domain.tenant import Tenant
from identity.domain.user import User

_FOLLOW = "UPDATE {0} SET team_path = users.team_path FROM users WHERE users.id = {0}.owner_id AND users.team_path <> {0}.team_path"
_followers = [text(_FOLLOW.format(table)) for table in ("sessions", "api_keys")]
MOST_MANAGERS = 100


def team_of(work: Work, team_id: UUID | None, pointer: str = "/team_id") -> Team | None:
    """A team to put somebody or something into; it stays where it is until the end. Invalid (422) where there is none."""
    if team_id is None:
        return None
    query = select(Team).where(Team.id == team_id, Team.deleted_at.is_(None))
    team = work.session.scalar(query.with_for_update(read=True).execution_options(populate_existing=True))
    if team is None:
        raise Invalid.field(pointer, "unknown_team", "There is no such team")
    return team


def active_user(work: Work, user_id: UUID | None, pointer: str) -> User | None:
    """An active user to refer to. Invalid (422) where there is none."""
    if user_id is None:
        return None
    user = work.session.get(User, user_id)
    if user is None or user.deleted_at is not None:
        raise Invalid.field(pointer, "unknown_user", "There is no such user")
    if not user.is_active:
        raise Invalid.field(pointer, "inactive_user", f"{user.name} is not active any more")
    return user


def assignable_roles(work: Work, role_ids: Sequence[UUID]) -> list[UUID]:
    """Roles to give to somebody; they stay until the end. Invalid (422) where there is none, Forbidden beyond one's own grants."""
    wanted = list(dict.fromkeys(role_ids))
    query = select(Role.id).where(Role.id.in_(wanted), Role.deleted_at.is_(None)).order_by(Role.id)
    found = set(work.session.scalars(query.with_for_update(read=True)))
    for number, role_id in enumerate(wanted):
        if role_id not in found:
            raise Invalid.field(f"/role_ids/{number}", "unknown_role", "There is no such role")
    require_within_own(work.caller, grants_of(work, wanted))
    return wanted


def require_not_above(work: Work, user: User) -> None:
    """Nobody changes the account of somebody who may do more than they: it would be a way to become them. Forbidden (403)."""
    require_within_own(work.caller, grants_of(work, user.role_ids))


def check_manager(work: Work, user: User, manager_id: UUID | None) -> None:
    """Invalid (422) where the user would become their own manager, directly or through others."""
    above, steps = manager_id, 0
    while above is not None and steps < MOST_MANAGERS:
        if above == user.id:
            raise Invalid.field("/manager_id", "cycle", "Nobody is their own manager")
        above, steps = work.session.scalar(select(User.manager_id).where(User.id == above)), steps + 1


def keep_an_administrator(work: Work) -> None:
    """Conflict (409) where the change leaves no active administrator. One such change at a time in a tenant."""
    work.flush()
    lock_tenant(work)
    role = select(Role.id).where(Role.key == ADMINISTRATOR).scalar_subquery()
    left = select(func.count()).where(User.is_active, User.deleted_at.is_(None), role == func.any(User.role_ids))
    if not work.session.scalar(left):
        raise Conflict("This is the last active administrator", code="last_administrator")


def lock_tenant(work: Work) -> None:
    """From here to the end nobody else changes the tenant's tree of teams or its administrators."""
    work.session.execute(select(Tenant.id).where(Tenant.id == work.caller.tenant_id).with_for_update())


def end_sessions(work: Work, user_id: UUID, but: UUID | None = None) -> None:
    """End the sessions of a user, all or all but one."""
    theirs = select(Session).where(Session.owner_id == user_id, Session.deleted_at.is_(None))
    for session in work.session.scalars(theirs):
        if session.id != but:
            work.remove(session)


def stop_api_keys(work: Work, user_id: UUID) -> None:
    """Revoke the API keys of a user."""
    for key in work.session.scalars(select(ApiKey).where(ApiKey.owner_id == user_id, ApiKey.revoked_at.is_(None))):
        key.revoke(work.now)


def move_belongings(work: Work) -> None:
    """Sessions and API keys go where their owners went."""
    work.flush()
    for follow in _followers:
        work.session.execute(follow)
