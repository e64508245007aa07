"""Somebody is away."""

from crm_contracts.service_desk.commands.assignment import CreateAbsence
from crm_kit.colleagues import colleague
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import Absence


@app.handles(CreateAbsence)
def create_absence(command: CreateAbsence, work: Work) -> Absence:
    colleague(work, command.user_id, "/user_id")
    absence = Absence()
    absence.change(given(command))
    return work.add(absence)
