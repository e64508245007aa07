"""Delete a process."""

from crm_contracts.sales.commands.processes import DeleteProcess
from crm_kit.work import Work
from sales.app import app
from sales.domain.process import SalesProcess
from sales.lookups.processes import refuse_in_use


@app.handles(DeleteProcess)
def delete_process(command: DeleteProcess, work: Work) -> None:
    process = work.get(SalesProcess, command.process_id, version=command.version)
    refuse_in_use(work, process)
    process.use(False)
    work.remove(process)
