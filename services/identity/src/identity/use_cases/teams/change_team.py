"""Rename a team."""

from crm_contracts.identity.commands import ChangeTeam
from crm_kit.words import UNSET
from crm_kit.work import Work
from identity.app import app
from identity.domain.team import Team
from identity.reach import require_all


@app.handles(ChangeTeam)
def change_team(command: ChangeTeam, work: Work) -> Team:
    require_all(work)
    team = work.get(Team, command.team_id, version=command.version)
    if command.name is not UNSET:
        team.rename(command.name)
    return team
