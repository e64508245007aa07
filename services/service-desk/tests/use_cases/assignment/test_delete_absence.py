"""People who are not away after all."""

import datetime as dt
from typing import Any

from crm_contracts.service_desk.commands.assignment import CreateAbsence, DeleteAbsence
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_who_is_back_gets_tickets_again(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    crew.rule()
    today, first = dt.datetime.now(dt.UTC).date(), crew.people[0]
    made = crm.do(CreateAbsence, crew.admin, user_id=first, starts_on=today, ends_on=today)
    assert given.ticket(agent)["owner_id"] == str(crew.people[1])

    crm.do(DeleteAbsence, crew.admin, absence_id=made["id"], version=1)

    got = {given.ticket(agent)["owner_id"] for _ in range(2)}
    assert str(first) in got
