"""Who has a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Holder:
    """A user, or a team in whose queue the ticket waits."""

    id: UUID
    team_path: str
    is_group: bool = False
