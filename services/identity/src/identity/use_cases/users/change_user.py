"""Change a user."""

from typing import Any

from crm_contracts.identity.commands import ChangeUser
from crm_kit.messages import given
from crm_kit.words import UNSET
from crm_kit.work import Work
from identity.app import app
from identity.domain.user import User
from identity.people import (
    active_user,
    assignable_roles,
    check_manager,
    keep_an_administrator,
    move_belongings,
    require_not_above,
    team_of,
)
from identity.reach import require_reach


@app.handles(ChangeUser)
def change_user(command: ChangeUser, work: Work) -> User:
    user = work.get(User, command.user_id, version=command.version, lock=True)
    require_not_above(work, user)
    user.change(**_fields(command, work, user))
    if command.team_id is not UNSET and command.team_id != user.team_id:
        _change_team(command, work, user)
    if command.role_ids is not UNSET:
        keep_an_administrator(work)
    return user


def _fields(command: ChangeUser, work: Work, user: User) -> dict[str, Any]:
    """The plain fields that were sent, in the form that the record has them."""
    fields = given(command, but=("team_id",))
    if "email" in fields:
        fields["email"] = fields["email"].lower()
    if "role_ids" in fields:
        fields["role_ids"] = assignable_roles(work, fields["role_ids"])
    if "manager_id" in fields:
        active_user(work, fields["manager_id"], "/manager_id")
        check_manager(work, user, fields["manager_id"])
    return fields


def _change_team(command: ChangeUser, work: Work, user: User) -> None:
    team = team_of(work, command.team_id)  # type: ignore[arg-type]  # it is not UNSET here
    require_reach(work, team)
    user.enter(team)
    move_belongings(work)
