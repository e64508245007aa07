"""Teams, in whose queues tickets wait."""

from __future__ import annotations

from sqlalchemy import func, update

from crm_contracts.identity.events import TeamChanged
from crm_kit.visibility import below
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.copies import TeamCopy
from service_desk.domain.ticket import Ticket


@app.reacts(TeamChanged)
def on_team_changed(event: TeamChanged, work: Work) -> None:
    known = work.session.get(TeamCopy, event.id)
    before = known.path if known else event.path
    fresh = work.copy(TeamCopy, event.id, name=event.name, path=event.path, is_deleted=event.is_deleted)
    if fresh and before != event.path:
        _move(work, before, event.path)


def _move(work: Work, before: str, after: str) -> None:
    """Queues below the team move with it; people's tickets follow the news of the people."""
    for entity, column in ((TeamCopy, TeamCopy.path), (Ticket, Ticket.team_path)):
        path = func.concat(after, func.substr(column, len(before) + 1))
        moved = update(entity).where(below(column, before)).values({column.key: path})
        waiting = moved.where(Ticket.owner_id == Ticket.group_id) if entity is Ticket else moved
        work.session.execute(waiting, execution_options={"synchronize_session": False})
