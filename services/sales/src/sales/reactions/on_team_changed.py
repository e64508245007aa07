"""Teams, in whose queues leads wait."""

from __future__ import annotations

from sqlalchemy import func, update

from crm_contracts.identity.events import TeamChanged
from crm_kit.visibility import below
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import TeamCopy
from sales.domain.lead import Lead


@app.reacts(TeamChanged)
def on_team_changed(event: TeamChanged, work: Work) -> None:
    known = work.session.get(TeamCopy, event.id)
    before = known.path if known else event.path
    fresh = work.copy(TeamCopy, event.id, name=event.name, path=event.path, is_deleted=event.is_deleted)
    if fresh and before != event.path:
        _move(work, before, event.path)


def _move(work: Work, before: str, after: str) -> None:
    """Queues below the team move with it; people's records follow the news of the people."""
    for entity, column in ((TeamCopy, TeamCopy.path), (Lead, Lead.team_path)):
        path = func.concat(after, func.substr(column, len(before) + 1))
        moved = update(entity).where(below(column, before)).values({column.key: path})
        waiting = moved.where(Lead.queue_id.is_not(None)) if entity is Lead else moved
        work.session.execute(waiting, execution_options={"synchronize_session": False})
