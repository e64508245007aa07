"""Put a team, with all below it, below another."""

from sqlalchemy import select

from crm_contracts.identity.commands import MoveTeam
from crm_kit.work import Work
from identity.app import app
from identity.domain.team import Team
from identity.domain.user import User
from identity.people import lock_tenant, move_belongings, team_of
from identity.reach import require_all


@app.handles(MoveTeam)
def move_team(command: MoveTeam, work: Work) -> Team:
    require_all(work)
    lock_tenant(work)
    team = work.get(Team, command.team_id, version=command.version)
    tree = sorted(work.find(Team, Team.path.startswith(team.path, autoescape=True)), key=lambda each: each.path)
    team.move(team_of(work, command.parent_id, "/parent_id"), tree)
    work.flush()
    paths = {each.id: each.path for each in tree}
    # Deleted users come along, for they may be restored.
    for user in work.session.scalars(select(User).where(User.team_id.in_(paths))):
        user.follow(paths[user.team_id])  # type: ignore[index]  # the query finds no user without a team
    move_belongings(work)
    return team
