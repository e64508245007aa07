"""Somebody is not away."""

from crm_contracts.service_desk.commands.assignment import DeleteAbsence
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import Absence


@app.handles(DeleteAbsence)
def delete_absence(command: DeleteAbsence, work: Work) -> None:
    work.remove(work.get(Absence, command.absence_id, version=command.version))
