"""The user: somebody who works here."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.identity.events import UserCreated, UserDeactivated, UserUpdated
from crm_kit.errors import IllegalTransition, Invalid
from crm_kit.model import Aggregate, Mapped, Owned, Searchable, String, column, sorted_text
from identity.domain.team import Team


class User(Owned, Searchable, Aggregate):
    """Somebody who works here. Their record is their own: `owner_id` is their id, `team_path` the path of their team."""

    __tablename__ = "users"
    __allow_unmapped__ = True
    initial_password: str | None = None

    email: Mapped[str] = column(String(254))
    name: Mapped[str] = column(sorted_text(200))
    position: Mapped[str] = column(String(100), default="")
    password_hash: Mapped[str] = column(String(200), info={"secret": True})
    must_change_password: Mapped[bool] = column(default=False)
    team_id: Mapped[UUID | None]
    role_ids: Mapped[list[UUID]]
    manager_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    deputy_from: Mapped[dt.date | None]
    deputy_until: Mapped[dt.date | None]
    is_active: Mapped[bool] = column(default=True)
    deactivated_at: Mapped[dt.datetime | None]
    successor_id: Mapped[UUID | None]

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.owner_id = self.id
        self.is_active = True

    def words(self) -> list[str | None]:
        return [self.name, self.email, self.position]

    def join(self, team: Team | None) -> None:
        """Begin to work here."""
        self.enter(team)
        self.record(UserCreated)

    def enter(self, team: Team | None) -> None:
        """Be in this team from now on."""
        self.team_id = team.id if team else None
        self.team_path = team.path if team else ""

    def follow(self, path: str) -> None:
        """Their team was moved in the tree."""
        self.team_path = path
        self.record(UserUpdated)

    def change(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.record(UserUpdated)

    def name_deputy(self, deputy_id: UUID | None, since: dt.date | None, until: dt.date | None) -> None:
        """Who stands in for them, and on which days. Invalid (422) for themselves and for days that end before they begin."""
        if deputy_id == self.id:
            raise Invalid.field("/deputy_id", "self", "Nobody is their own deputy")
        if since is not None and until is not None and until < since:
            raise Invalid.field("/deputy_until", "before_start", "The deputy's last day is before the first")
        known = deputy_id is not None
        self.change(deputy_id=deputy_id, deputy_from=since if known else None, deputy_until=until if known else None)

    def deactivate(self, now: dt.datetime, successor_id: UUID | None = None) -> None:
        """Leave. IllegalTransition (409) where they have left already."""
        if not self.is_active:
            raise IllegalTransition("deactivate", "inactive", ["reactivate"])
        if successor_id == self.id:
            raise Invalid.field("/successor_id", "self", "Nobody succeeds themselves")
        self.is_active, self.deactivated_at, self.successor_id = False, now, successor_id
        self.record(UserDeactivated)

    def reactivate(self) -> None:
        """Come back. IllegalTransition (409) where they never left."""
        if self.is_active:
            raise IllegalTransition("reactivate", "active", ["deactivate"])
        self.is_active, self.deactivated_at, self.successor_id = True, None, None
        self.record(UserUpdated)

    def set_password(self, password_hash: str, *, must_change: bool) -> None:
        self.password_hash, self.must_change_password = password_hash, must_change
