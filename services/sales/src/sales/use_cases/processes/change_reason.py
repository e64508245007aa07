"""Rename a reason, or take it from the choice."""

from crm_contracts.sales.commands.processes import ChangeReason
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.reason import ClosingReason


@app.handles(ChangeReason)
def change_reason(command: ChangeReason, work: Work) -> ClosingReason:
    reason = work.get(ClosingReason, command.reason_id, version=command.version)
    for name, value in given(command).items():
        setattr(reason, name, value)
    return reason
