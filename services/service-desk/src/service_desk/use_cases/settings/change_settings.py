"""Change the settings of the service desk."""

from crm_contracts.service_desk.commands.settings import ChangeSettings
from crm_kit.errors import Stale
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.settings import DeskSettings
from service_desk.lookups.settings import settings


@app.handles(ChangeSettings)
def change_settings(command: ChangeSettings, work: Work) -> DeskSettings:
    current = settings(work)
    if current.version != command.version:
        raise Stale(record=current, seen=command.version)
    for name, value in given(command, but=("reason",)).items():
        setattr(current, name, value)
    return current if current.version else work.add(current)
