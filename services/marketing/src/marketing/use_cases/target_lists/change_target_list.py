"""Change a target list."""

from crm_contracts.marketing.commands.target_lists import ChangeTargetList
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.target_list import TargetList
from marketing.lookups.choosing import check_conditions


@app.handles(ChangeTargetList)
def change_target_list(command: ChangeTargetList, work: Work) -> TargetList:
    target = work.get(TargetList, command.list_id, version=command.version)
    target.change(given(command))
    check_conditions(target.where)
    return target
