"""The role: a list of grants under a name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crm_contracts.identity.events import RoleChanged
from crm_kit.errors import Conflict
from crm_kit.model import JSONB, Aggregate, Mapped, String, column, sorted_text

ADMINISTRATOR = "administrator"


class Role(Aggregate):
    """What its holders may do. A ready-made one has a `key`; the administrators' grants stay, so that there is a way in."""

    __tablename__ = "roles"

    key: Mapped[str | None] = column(String(40))
    name: Mapped[str] = column(sorted_text(200))
    description: Mapped[str] = column(String(500), default="")
    grants: Mapped[list[dict[str, Any]]] = column(JSONB)

    @property
    def ids(self) -> list[UUID]:
        return [self.id]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_administrators(self) -> bool:
        return self.key == ADMINISTRATOR

    def announce(self) -> None:
        self.record(RoleChanged)

    def replace_grants(self, grants: list[dict[str, str]]) -> None:
        """Give it other grants. Conflict (409) for the administrators' role."""
        self.refuse_if_fixed()
        self.grants = grants

    def refuse_if_fixed(self) -> None:
        """Conflict (409) for the administrators' role."""
        if self.is_administrators:
            raise Conflict("The administrators' role stays as it is", code="role_is_fixed")
