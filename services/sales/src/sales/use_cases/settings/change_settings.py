"""Change the settings of sales."""

from crm_contracts.sales.commands.settings import ChangeSettings
from crm_kit.errors import Invalid, Stale
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.business_hours import check_hours
from sales.domain.settings import SalesSettings
from sales.lookups.settings import settings


@app.handles(ChangeSettings)
def change_settings(command: ChangeSettings, work: Work) -> SalesSettings:
    current = settings(work)
    if current.version != command.version:
        raise Stale(record=current, seen=command.version)
    for name, value in given(command, but=("reason",)).items():
        setattr(current, name, value)
    check_hours(current.business_hours)
    if current.closed_through and current.closed_through >= work.today:
        raise Invalid.field("/closed_through", "in_the_future", "Only days that are over can be closed")
    return current if current.version else work.add(current)
