"""Bring a deleted process back."""

from crm_contracts.sales.commands.processes import RestoreProcess
from crm_kit.work import Work
from sales.app import app
from sales.domain.process import SalesProcess


@app.handles(RestoreProcess)
def restore_process(command: RestoreProcess, work: Work) -> SalesProcess:
    process = work.restore(SalesProcess, command.process_id, version=command.version)
    process.use(True)
    return process
