"""People who are away."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.assignment import CreateAbsence
from crm_contracts.service_desk.queries.assignment import ListAbsences
from crm_kit.testing.service import ServiceUnderTest


def test_somebody_is_away_for_some_days(crm: ServiceUnderTest, crew: Any) -> None:
    made = crm.do(CreateAbsence, crew.admin, user_id=crew.people[0], starts_on="2026-12-24", ends_on="2026-12-31", reason="Leave")

    assert (made["user_id"], made["ends_on"]) == (str(crew.people[0]), "2026-12-31")


def test_what_cannot_be_is_refused(crm: ServiceUnderTest, crew: Any) -> None:
    told = {"user_id": crew.people[0], "starts_on": "2026-12-24", "ends_on": "2026-12-31"}

    with crm.refused(422, "unknown_user", "/user_id"):
        crm.do(CreateAbsence, crew.admin, **{**told, "user_id": uuid4()})
    with crm.refused(422, "ends_before_start", "/ends_on"):
        crm.do(CreateAbsence, crew.admin, **{**told, "ends_on": "2026-12-23"})
    assert crm.ask(ListAbsences, crew.admin)["data"] == []
