"""Change a process."""

from crm_contracts.sales.commands.processes import ChangeProcess
from crm_kit.words import UNSET
from crm_kit.work import Work
from sales.app import app
from sales.domain.process import SalesProcess
from sales.lookups.processes import make_default


@app.handles(ChangeProcess)
def change_process(command: ChangeProcess, work: Work) -> SalesProcess:
    process = work.get(SalesProcess, command.process_id, version=command.version)
    process.name = process.name if command.name is UNSET else command.name
    if command.stages is not UNSET:
        process.lay_out(command.stages, work.now)
    if command.is_active is not UNSET:
        process.use(command.is_active)
    if command.is_default is not UNSET and command.is_default != process.is_default:
        make_default(work, process) if command.is_default else process.retire()
    return process
