"""Remove an empty team."""

from sqlalchemy import select

from crm_contracts.identity.commands import DeleteTeam
from crm_contracts.identity.events import TeamChanged
from crm_kit.errors import Conflict
from crm_kit.work import Work
from identity.app import app
from identity.domain.team import Team
from identity.domain.user import User
from identity.reach import require_all


@app.handles(DeleteTeam)
def delete_team(command: DeleteTeam, work: Work) -> None:
    require_all(work)
    team = work.get(Team, command.team_id, version=command.version, lock=True)
    _refuse_unless_empty(work, team)
    work.remove(team)
    team.record(TeamChanged)


def _refuse_unless_empty(work: Work, team: Team) -> None:
    teams = select(Team.id).where(Team.parent_id == team.id, Team.deleted_at.is_(None)).limit(20)
    users = select(User.id).where(User.team_id == team.id, User.deleted_at.is_(None)).limit(20)
    references = {"teams": [*work.session.scalars(teams)], "users": [*work.session.scalars(users)]}
    if any(references.values()):
        named = {kind: [str(each) for each in ids] for kind, ids in references.items()}
        raise Conflict("There are people or teams in this team", code="in_use", references=named)
