"""A way of selling."""

from crm_contracts.sales.commands.processes import CreateProcess
from crm_kit.work import Work
from sales.app import app
from sales.domain.process import SalesProcess
from sales.lookups.processes import make_default, settle_in


@app.handles(CreateProcess)
def create_process(command: CreateProcess, work: Work) -> SalesProcess:
    settle_in(work)
    process = work.add(SalesProcess(name=command.name, is_default=False, is_active=True))
    process.lay_out(command.stages, work.now)
    if command.is_default:
        make_default(work, process)
    return process
