"""Put contacts into a static list."""

from typing import Any

from crm_contracts.marketing.commands.target_lists import AddListMembers
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.target_list import TargetList
from marketing.lookups.target_lists import add_members, changed


@app.handles(AddListMembers)
def add_list_members(command: AddListMembers, work: Work) -> dict[str, Any]:
    target = work.get(TargetList, command.list_id, version=command.version, lock=True)
    target.must_be_static()
    return changed(work, target, add_members(work, target, command.contact_ids))
