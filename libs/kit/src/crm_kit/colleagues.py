"""Who works here: every service's read copy of identity's users, and what follows from their moves.

A record carries its owner's team path. When somebody changes team, or a team is moved in the tree, identity announces the people
concerned, and each service gives their records the new path.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import String, update
from sqlalchemy.orm import Mapped, mapped_column

from crm_kit.app import App
from crm_kit.errors import Invalid
from crm_kit.model import Base, Owned, ReadCopy
from crm_kit.words import UNSET, Unset
from crm_kit.work import Work


class Colleague(ReadCopy):
    """A user as other services need them."""

    __tablename__ = "colleagues"

    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    team_id: Mapped[UUID | None]
    team_path: Mapped[str] = mapped_column(String(200, collation="C"), default="")
    is_active: Mapped[bool] = mapped_column(default=True)


def colleague(work: Work, user_id: UUID, pointer: str = "/owner_id") -> Colleague:
    """An active user, or Invalid (422) at `pointer`."""
    found = work.session.get(Colleague, user_id)
    if found is None:
        raise Invalid.field(pointer, "unknown_user", "There is no such user")
    if not found.is_active:
        raise Invalid.field(pointer, "inactive_user", f"{found.name} is not active any more")
    return found


def give(work: Work, record: Any, owner_id: UUID | Unset | None) -> None:
    """Make a user the owner of a record; without one the caller keeps or gets it."""
    if owner_id is None or owner_id is UNSET:
        return
    if owner_id == work.caller.user_id:
        record.owner_id, record.team_path = owner_id, work.caller.team_path
        return
    owner = colleague(work, owner_id)
    record.owner_id, record.team_path = owner.id, owner.team_path


def keep_colleagues(app: App, *events: type) -> None:
    """Register the reaction `on_user_changed` to identity's events about users, each with the whole user."""

    @app.reacts(*events)
    def on_user_changed(event: Any, work: Work) -> None:
        fields = {name: getattr(event, name) for name in ("name", "email", "team_id", "team_path", "is_active")}
        if work.copy(Colleague, event.id, **fields):
            move_records(work, app.name, event.id, event.team_path)


def move_records(work: Work, service: str, owner_id: UUID, team_path: str) -> None:
    """Give everything that the user owns in this service their team's path."""
    for mapper in Base.registry.mappers:
        entity = mapper.class_
        if issubclass(entity, Owned) and entity.__module__.split(".")[0] == service:
            mine = update(entity).where(entity.owner_id == owner_id, entity.team_path != team_path)
            work.session.execute(mine.values(team_path=team_path), execution_options={"synchronize_session": False})
