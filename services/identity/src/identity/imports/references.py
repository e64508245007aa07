"""What rows about users refer to, teams, roles and managers, found for many rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from crm_kit.errors import Forbidden
from crm_kit.imports import ledger
from crm_kit.imports.importer import Batch, Row
from crm_kit.work import Work
from identity.domain.grants import merged, require_within_own
from identity.domain.role import Role
from identity.domain.team import Team
from identity.domain.user import User
from identity.reach import require_reach


class References:
    """The teams, roles, managers and known users that the rows of a batch name."""

    def __init__(self, work: Work, batch: Batch) -> None:
        self._work, rows = work, batch.open
        self.users = {user.email: user for user in _users(work, {row.command.email.lower() for row in rows}, batch.may_change)}
        self._teams = _by_name(_teams(work, {row.beside["team"].casefold() for row in rows if "team" in row.beside}))
        bosses = {row.beside["manager"] for row in rows if "manager" in row.beside}
        self._managers = {user.email: user for user in _users(work, bosses)}
        self.earlier = ledger.earlier(work, batch.job_id, [user.id for user in self.users.values()])
        named = {name.casefold() for row in rows for name in row.beside.get("roles", ())}
        held = {role_id for user in self.users.values() for role_id in user.role_ids}
        self._roles = _roles(work, named, held)
        self._newcomers: dict[str, UUID] = {}

    def put(self, row: Row) -> None:
        """Put the records in the place of their names; a row that names what is not there, or too much, is refused."""
        self._put_team(row)
        self._put_roles(row)
        self._put_manager(row)

    def welcome(self, user: User) -> None:
        """Later rows may name them as their manager."""
        self._newcomers[user.email] = user.id

    def may_touch(self, user: User) -> bool:
        """Whether the user may do no more than whoever imports."""
        try:
            require_within_own(self._work.caller, self._grants(user.role_ids))
        except Forbidden:
            return False
        return True

    def _put_team(self, row: Row) -> None:
        if "team" not in row.beside:
            return
        found = self._teams[row.beside["team"].casefold()]
        if len(found) != 1:
            row.fail("ambiguous_team" if found else "unknown_team", _of_teams(found), "team")
            return
        row.beside["team"] = found[0]
        try:
            require_reach(self._work, found[0])
        except Forbidden as refusal:
            row.fail(refusal.code, str(refusal), "team")

    def _put_roles(self, row: Row) -> None:
        roles = [self._roles.get(name.casefold()) for name in row.beside.get("roles", ())]
        if None in roles:
            row.fail("unknown_role", f"There is no role '{row.beside['roles'][roles.index(None)]}'", "roles")
            return
        row.beside["roles"] = list(dict.fromkeys(role.id for role in roles if role is not None))
        try:
            require_within_own(self._work.caller, self._grants(row.beside["roles"]))
        except Forbidden as refusal:
            row.fail(refusal.code, str(refusal), "roles")

    def _put_manager(self, row: Row) -> None:
        email = row.beside.get("manager")
        if email is None:
            return
        known = self._managers.get(email)
        if known is not None and not known.is_active:
            row.fail("inactive_user", f"{known.name} is not active any more", "manager")
        elif known is None and email not in self._newcomers:
            row.fail("unknown_user", f"There is no user {email}", "manager")
        row.beside["manager"] = known.id if known is not None else self._newcomers.get(email)

    def _grants(self, role_ids: Iterable[UUID]) -> dict[str, str]:
        by_id = {role.id: role for role in self._roles.values()}
        return merged(*(by_id[role_id].grants for role_id in role_ids if role_id in by_id))


def _of_teams(found: Sequence[Team]) -> str:
    return "Several teams have this name" if found else "There is no such team"


def _users(work: Work, emails: set[str], lock: bool = False) -> Sequence[User]:
    """Users by address, deleted ones too: theirs is taken."""
    query = select(User).where(User.email.in_(emails)).order_by(User.id)
    return work.session.scalars(query.with_for_update() if lock else query).all() if emails else []


def _teams(work: Work, names: set[str]) -> Sequence[Team]:
    return (
        work.session.scalars(select(Team).where(func.lower(Team.name).in_(names), Team.deleted_at.is_(None))).all() if names else []
    )


def _by_name(teams: Iterable[Team]) -> dict[str, list[Team]]:
    found: dict[str, list[Team]] = defaultdict(list)
    for team in teams:
        found[team.name.casefold()].append(team)
    return found


def _roles(work: Work, names: set[str], ids: set[UUID]) -> dict[str, Role]:
    """Roles by key and by name."""
    wanted: Any = or_(func.lower(Role.name).in_(names), Role.key.in_(names), Role.id.in_(ids))
    roles = work.session.scalars(select(Role).where(wanted, Role.deleted_at.is_(None))).all() if names or ids else []
    return {name.casefold(): role for role in roles for name in (role.name, role.key) if name}
