"""What people at the desk can do."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.assignment import SetAgentProfile
from crm_kit.testing.service import ServiceUnderTest


def test_a_profile_is_set_and_set_again(crm: ServiceUnderTest, crew: Any, promised: Any) -> None:
    user, calendar = crew.people[0], promised.calendar()

    first = crew.profile(user, skills=["plc"], calendar_id=calendar["id"])
    again = crm.do(SetAgentProfile, crew.admin, user_id=user, version=1, languages=["de"])

    assert (first["skills"], first["calendar_id"]) == (["plc"], calendar["id"])
    assert (again["skills"], again["calendar_id"], again["languages"]) == ([], None, ["de"])
    with crm.refused(412):
        crew.profile(user)


def test_what_there_is_not_is_refused(crm: ServiceUnderTest, crew: Any) -> None:
    with crm.refused(422, "unknown_user", "/user_id"):
        crew.profile(uuid4())
    with crm.refused(422, "unknown_calendar", "/calendar_id"):
        crew.profile(crew.people[0], calendar_id=uuid4())
    with crm.refused(422, pointer="/skills/0"):
        crew.profile(crew.people[0], skills=["Not a code"])
