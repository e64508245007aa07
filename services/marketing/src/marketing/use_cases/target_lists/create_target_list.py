"""Make a target list."""

from crm_contracts.marketing.commands.target_lists import CreateTargetList
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.target_list import TargetList
from marketing.lookups.choosing import check_conditions
from marketing.lookups.target_lists import add_members, take


@app.handles(CreateTargetList)
def create_target_list(command: CreateTargetList, work: Work) -> TargetList:
    target = TargetList(**given(command, but=("owner_id", "contact_ids")))
    target.check_members(command.contact_ids)
    check_conditions(target.where)
    give(work, target, command.owner_id)
    work.add(target)
    if not target.is_dynamic and target.where:
        take(work, target)
    if command.contact_ids:
        add_members(work, target, command.contact_ids)
    return target
