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
    """A user left; nothing new is assigned to them."""

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
