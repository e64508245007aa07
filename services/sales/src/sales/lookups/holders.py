"""Who a lead can be given to."""

from __future__ import annotations

from uuid import UUID

from crm_kit.colleagues import colleague
from crm_kit.errors import Invalid
from crm_kit.work import Work
from sales.domain.copies import TeamCopy
from sales.domain.lead import Holder


def holder(work: Work, owner_id: UUID | None, queue_id: UUID | None) -> Holder:
    """The active user or the team's queue, of which just one is given; Invalid (422) otherwise."""
    if (owner_id is None) == (queue_id is None):
        raise Invalid.field("/owner_id", "required", "Name either an owner or a queue")
    return user(work, owner_id) if owner_id else queue(work, queue_id)


def user(work: Work, owner_id: UUID) -> Holder:
    """An active user."""
    if owner_id == work.caller.user_id:
        return Holder(owner_id, work.caller.team_path)
    found = colleague(work, owner_id)
    return Holder(found.id, found.team_path)


def queue(work: Work, queue_id: UUID | None) -> Holder:
    """The queue of a team."""
    found = team(work, queue_id, "/queue_id")
    return Holder(found.id, found.path, is_queue=True)


def team(work: Work, team_id: UUID | None, pointer: str) -> TeamCopy:
    """A team that is there; Invalid (422) at the pointer otherwise."""
    found = work.session.get(TeamCopy, team_id)
    if found is None or found.is_deleted:
        raise Invalid.field(pointer, "unknown_team", "There is no such team")
    return found
