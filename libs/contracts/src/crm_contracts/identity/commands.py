"""What one can ask identity to do with users, teams and roles. Sessions and API keys: `session_commands`, `api_key_commands`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.identity.views import NewUserView, RoleView, TeamView, UserView
from crm_contracts.identity.words import Grants
from crm_kit.messages import command
from crm_kit.words import UNSET, Email, Items, Label, Line, Name, Password, Reason, Unset

RoleIds = Annotated[list[UUID], Items(50)]


@command(allow="identity.user.create", returns=NewUserView)
class CreateUser:
    """Let somebody in. Without a password one is generated and shown once. They change it first of all, unless told not to."""

    email: Email
    name: Name
    position: Label = ""
    team_id: UUID | None = None
    role_ids: RoleIds = ()  # type: ignore[assignment]
    manager_id: UUID | None = None
    password: Password | None = None
    must_change_password: bool = True


@command(allow="identity.user.update", returns=UserView)
class ChangeUser:
    """Change a user. Their records follow them into another team."""

    user_id: UUID
    version: int
    email: Email | Unset = UNSET
    name: Name | Unset = UNSET
    position: Label | Unset = UNSET
    team_id: UUID | Unset | None = UNSET
    role_ids: RoleIds | Unset = UNSET
    manager_id: UUID | Unset | None = UNSET


@command(allow="identity.user.name_deputy", returns=UserView)
class NameDeputy:
    """Say who stands in for a user, from one day to another, both included; no deputy ends it."""

    user_id: UUID
    version: int
    deputy_id: UUID | None
    deputy_from: dt.date | None = None
    deputy_until: dt.date | None = None


@command(allow="identity.user.deactivate", returns=UserView)
class DeactivateUser:
    """Somebody leaves: their sessions end at once, their API keys stop."""

    user_id: UUID
    version: int
    successor_id: UUID | None = None
    reason: Reason | None = None


@command(allow="identity.user.reactivate", returns=UserView)
class ReactivateUser:
    """Somebody is back."""

    user_id: UUID
    version: int


@command(allow="identity.user.delete")
class DeleteUser:
    """Take a user off the list; this deactivates them too."""

    user_id: UUID
    version: int


@command(allow="identity.user.restore", returns=UserView)
class RestoreUser:
    """Put a deleted user back on the list, not active yet."""

    user_id: UUID
    version: int


@command(allow="identity.user.reset_password", returns=NewUserView)
class ResetPassword:
    """Give a user a password to begin with anew, shown once; their sessions end."""

    user_id: UUID
    version: int


@command(allow="identity.team.create", returns=TeamView)
class CreateTeam:
    """Make a team, below another where one is named."""

    name: Name
    parent_id: UUID | None = None


@command(allow="identity.team.update", returns=TeamView)
class ChangeTeam:
    """Rename a team."""

    team_id: UUID
    version: int
    name: Name | Unset = UNSET


@command(allow="identity.team.move", returns=TeamView)
class MoveTeam:
    """Put a team, with all below it, below another, or at the top."""

    team_id: UUID
    version: int
    parent_id: UUID | None


@command(allow="identity.team.delete")
class DeleteTeam:
    """Remove a team that has neither people nor teams."""

    team_id: UUID
    version: int


@command(allow="identity.role.create", returns=RoleView)
class CreateRole:
    """Make a role. Nobody can give more than they have."""

    name: Name
    description: Line = ""
    grants: Grants = ()  # type: ignore[assignment]


@command(allow="identity.role.update", returns=RoleView)
class ChangeRole:
    """Change a role; `grants` replace those it had."""

    role_id: UUID
    version: int
    name: Name | Unset = UNSET
    description: Line | Unset = UNSET
    grants: Grants | Unset = UNSET


@command(allow="identity.role.delete")
class DeleteRole:
    """Remove a role that nobody holds."""

    role_id: UUID
    version: int
