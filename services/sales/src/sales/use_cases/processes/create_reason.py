"""A reason for winning or losing."""

from sqlalchemy import select

from crm_contracts.sales.commands.processes import CreateReason
from crm_kit.errors import Duplicate
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.reason import ClosingReason
from sales.lookups.processes import settle_in


@app.handles(CreateReason)
def create_reason(command: CreateReason, work: Work) -> ClosingReason:
    settle_in(work)
    same = (ClosingReason.outcome == command.outcome, ClosingReason.code == command.code)
    if work.session.scalar(select(ClosingReason.id).where(*same)):
        raise Duplicate(f"There is a reason '{command.code}' already")
    return work.add(ClosingReason(**given(command)))
