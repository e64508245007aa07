"""People who are away otherwise."""

from typing import Any

from crm_contracts.service_desk.commands.assignment import ChangeAbsence, CreateAbsence
from crm_kit.testing.service import ServiceUnderTest


def test_an_absence_is_made_longer_and_not_ended_before_it_begins(crm: ServiceUnderTest, crew: Any) -> None:
    made = crm.do(CreateAbsence, crew.admin, user_id=crew.people[0], starts_on="2026-12-24", ends_on="2026-12-31")
    told = {"absence_id": made["id"], "version": 1}

    with crm.refused(422, "ends_before_start"):
        crm.do(ChangeAbsence, crew.admin, **told, ends_on="2026-12-01")
    assert crm.do(ChangeAbsence, crew.admin, **told, ends_on="2027-01-06")["ends_on"] == "2027-01-06"
