"""Take a static list by its conditions again."""

from typing import Any

from crm_contracts.marketing.commands.target_lists import RetakeTargetList
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.target_list import TargetList
from marketing.lookups.target_lists import changed, size, take


@app.handles(RetakeTargetList)
def retake_target_list(command: RetakeTargetList, work: Work) -> dict[str, Any]:
    target = work.get(TargetList, command.list_id, version=command.version, lock=True)
    target.must_be_static()
    target.must_have_conditions()
    before = size(work, target)
    return changed(work, target, take(work, target) - before)
