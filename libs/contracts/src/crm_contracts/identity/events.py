"""What identity tells."""

from __future__ import annotations

from uuid import UUID

from crm_kit.messages import event


@event("identity.user.created.v1", personal=True)
class UserCreated:
    """Somebody joined."""

    id: UUID
    name: str
    email: str
    is_active: bool
    team_id: UUID | None
    team_path: str
    role_ids: list[UUID]
    manager_id: UUID | None
    deputy_id: UUID | None


@event("identity.user.updated.v1", personal=True)
class UserUpdated:
    """A user changed: name, team, the place of their team in the tree, roles, deputy, or they are back."""

    id: UUID
    name: str
    email: str
    is_active: bool
    team_id: UUID | None
    team_path: str
    role_ids: list[UUID]
    manager_id: UUID | None
    deputy_id: UUID | None


@event("identity.user.deactivated.v1", personal=True)
class UserDeactivated:
    """A user left; nothing new is assigned to them. `successor_id` takes over where one was named."""

    id: UUID
    name: str
    email: str
    is_active: bool
    team_id: UUID | None
    team_path: str
    role_ids: list[UUID]
    manager_id: UUID | None
    deputy_id: UUID | None
    successor_id: UUID | None


@event("identity.team.changed.v1")
class TeamChanged:
    """A team was made, renamed, moved or deleted. `ids` are the team and all below it: whoever caches their paths forgets them."""

    id: UUID
    ids: list[UUID]
    version: int
    name: str
    path: str
    parent_id: UUID | None
    is_deleted: bool


@event("identity.role.changed.v1")
class RoleChanged:
    """A role was made, renamed, deleted or given other grants: whoever caches what its holders may do forgets it."""

    id: UUID
    ids: list[UUID]
    version: int
    name: str
    is_deleted: bool
