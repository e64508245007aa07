"""Calendars, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.calendars import ListCalendars
from crm_kit.testing.service import ServiceUnderTest


def test_calendars_come_by_name(crm: ServiceUnderTest, promised: Any) -> None:
    for name in ("West", "East"):
        promised.calendar(name=name)

    assert [row["name"] for row in crm.ask(ListCalendars, promised.admin)["data"]] == ["East", "West"]
    only = {"field": "name", "op": "starts", "value": "We"}
    assert [row["name"] for row in crm.ask(ListCalendars, promised.admin, where=only)["data"]] == ["West"]
