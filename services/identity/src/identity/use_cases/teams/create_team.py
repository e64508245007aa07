"""Make a team."""

from crm_contracts.identity.commands import CreateTeam
from crm_kit.work import Work
from identity.app import app
from identity.domain.team import Team
from identity.founding import next_team_number
from identity.people import team_of
from identity.reach import require_all


@app.handles(CreateTeam)
def create_team(command: CreateTeam, work: Work) -> Team:
    require_all(work)
    team = Team(name=command.name, number=next_team_number(work))
    work.add(team).place(team_of(work, command.parent_id, "/parent_id"))
    return team
