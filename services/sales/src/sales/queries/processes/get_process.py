"""One process."""

from crm_contracts.sales.queries.processes import GetProcess
from crm_kit.work import Work
from sales.app import app
from sales.domain.process import SalesProcess


@app.answers(GetProcess)
def get_process(query: GetProcess, work: Work) -> SalesProcess:
    return work.get(SalesProcess, query.process_id)
