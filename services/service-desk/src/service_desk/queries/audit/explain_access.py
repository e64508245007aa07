"""Why somebody can meet a record, or cannot."""

from typing import Any

from crm_contracts.service_desk.queries.audit import ExplainAccess
from crm_kit.audit import explain_access as explain
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket

ENTITIES: dict[str, Any] = {"ticket": Ticket}


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return explain(work, query, ENTITIES)
