"""Who is away when, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.assignment import ListAbsences
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import Absence


@app.answers(ListAbsences)
def list_absences(query: ListAbsences, work: Work) -> dict[str, Any]:
    return page(work, query, Absence)
