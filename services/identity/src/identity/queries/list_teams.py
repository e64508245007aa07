"""Teams, page by page."""

from typing import Any

from crm_contracts.identity.queries import ListTeams
from crm_kit.listing import page
from crm_kit.work import Work
from identity.app import app
from identity.domain.team import Team


@app.answers(ListTeams)
def list_teams(query: ListTeams, work: Work) -> dict[str, Any]:
    return page(work, query, Team)
