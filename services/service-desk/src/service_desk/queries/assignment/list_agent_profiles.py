"""What people at the desk can do, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.assignment import ListAgentProfiles
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import AgentProfile


@app.answers(ListAgentProfiles)
def list_agent_profiles(query: ListAgentProfiles, work: Work) -> dict[str, Any]:
    return page(work, query, AgentProfile)
