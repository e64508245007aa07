"""Delete a target list."""

from crm_contracts.marketing.commands.target_lists import DeleteTargetList
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.target_list import TargetList
from marketing.lookups.target_lists import refuse_in_use


@app.handles(DeleteTargetList)
def delete_target_list(command: DeleteTargetList, work: Work) -> None:
    target = work.get(TargetList, command.list_id, version=command.version, lock=True)
    refuse_in_use(work, target)
    work.remove(target)
