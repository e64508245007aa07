"""One team."""

from crm_contracts.identity.queries import GetTeam
from crm_kit.work import Work
from identity.app import app
from identity.domain.team import Team


@app.answers(GetTeam)
def get_team(query: GetTeam, work: Work) -> Team:
    return work.get(Team, query.team_id)
