"""Processes, page by page."""

from typing import Any

from crm_contracts.sales.queries.processes import ListProcesses
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.process import SalesProcess


@app.answers(ListProcesses)
def list_processes(query: ListProcesses, work: Work) -> dict[str, Any]:
    return page(work, query, SalesProcess)
