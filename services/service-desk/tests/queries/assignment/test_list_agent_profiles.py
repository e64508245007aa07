"""What people at the desk can do."""

from typing import Any

from crm_contracts.service_desk.queries.assignment import ListAgentProfiles
from crm_kit.testing.service import ServiceUnderTest


def test_people_are_found_by_what_they_can(crm: ServiceUnderTest, crew: Any) -> None:
    crew.profile(crew.people[0], skills=["plc"])
    crew.profile(crew.people[1], skills=["welding"])

    rows = crm.ask(ListAgentProfiles, crew.admin, where={"field": "skills", "value": "plc"})["data"]

    assert [row["id"] for row in rows] == [str(crew.people[0])]
