"""The team, one node of the tenant's tree."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from crm_contracts.identity.events import TeamChanged
from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, String, column, sorted_text

LONGEST_PATH = 200


class Team(Aggregate):
    """A team. `number` is small and unique in the tenant; `path` lists the numbers from the top down to its own, /1/4/."""

    __tablename__ = "teams"

    name: Mapped[str] = column(sorted_text(200))
    number: Mapped[int]
    path: Mapped[str] = column(String(LONGEST_PATH, collation="C"))
    parent_id: Mapped[UUID | None]

    @property
    def ids(self) -> list[UUID]:
        """Whom a change of this team alone concerns."""
        return [self.id]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    def place(self, parent: Team | None) -> None:
        """Put a new team into the tree."""
        self.parent_id = parent.id if parent else None
        self.path = _below(parent, self.number)
        self.record(TeamChanged)

    def rename(self, name: str) -> None:
        self.name = name
        self.record(TeamChanged)

    def move(self, parent: Team | None, tree: Sequence[Team]) -> None:
        """Put this team below another; `tree` is it and all below it. Invalid (422) below itself, or too deep down."""
        if parent is not None and parent.path.startswith(self.path):
            raise Invalid.field("/parent_id", "cycle", "A team cannot be below itself")
        before, after = self.path, _below(parent, self.number)
        self.parent_id = parent.id if parent else None
        for team in tree:
            team.path = _checked(after + team.path.removeprefix(before))
        for team in tree:
            team.record(TeamChanged, ids=[each.id for each in tree if each.path.startswith(team.path)])


def _below(parent: Team | None, number: int) -> str:
    return _checked(f"{parent.path if parent else '/'}{number}/")


def _checked(path: str) -> str:
    if len(path) > LONGEST_PATH:
        raise Invalid.field("/parent_id", "too_deep", "The tree of teams gets too deep here")
    return path
