"""Who is away when."""

from typing import Any

from crm_contracts.service_desk.commands.assignment import CreateAbsence
from crm_contracts.service_desk.queries.assignment import ListAbsences
from crm_kit.testing.service import ServiceUnderTest


def test_the_latest_comes_first(crm: ServiceUnderTest, crew: Any) -> None:
    for day in ("2026-12-01", "2026-12-24"):
        crm.do(CreateAbsence, crew.admin, user_id=crew.people[0], starts_on=day, ends_on=day)

    assert [row["starts_on"] for row in crm.ask(ListAbsences, crew.admin)["data"]] == ["2026-12-24", "2026-12-01"]
