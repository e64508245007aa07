"""Who changed what, newest first."""

from typing import Any

from crm_contracts.service_desk.queries.audit import ListHistory
from crm_kit.audit import history_page
from crm_kit.work import Work
from service_desk.app import app


@app.answers(ListHistory)
def list_history(query: ListHistory, work: Work) -> dict[str, Any]:
    return history_page(work, query)
