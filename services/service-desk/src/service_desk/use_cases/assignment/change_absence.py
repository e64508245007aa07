"""Somebody is away otherwise."""

from crm_contracts.service_desk.commands.assignment import ChangeAbsence
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import Absence


@app.handles(ChangeAbsence)
def change_absence(command: ChangeAbsence, work: Work) -> Absence:
    absence = work.get(Absence, command.absence_id, version=command.version)
    absence.change(given(command))
    return absence
