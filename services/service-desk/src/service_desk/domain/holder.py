"""Who has a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Holder:
    """A user, or a team in whose queue the ticket waits. A user may have it as one of the team `group_id`."""

    id: UUID
    team_path: str
    is_group: bool = False
    group_id: UUID | None = None
