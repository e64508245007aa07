"""Who reports to whom."""

from __future__ import annotations

from crm_contracts.identity.events import UserCreated, UserDeactivated, UserUpdated
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import ReportingLine


@app.reacts(UserCreated, UserUpdated, UserDeactivated, in_batches=True)
def on_manager_changed(event: UserCreated | UserUpdated | UserDeactivated, work: Work) -> None:
    work.keep(ReportingLine, event.id, manager_id=event.manager_id)
