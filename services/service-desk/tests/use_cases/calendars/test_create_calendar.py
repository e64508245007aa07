"""Saying when somebody works."""

import pytest

from crm_contracts.service_desk.commands.calendars import CreateCalendar
from crm_contracts.service_desk.queries.calendars import ListCalendars
from crm_kit.testing.service import ServiceUnderTest

MONDAY = {"weekday": 1, "starts": "09:00", "ends": "12:00"}


def test_a_calendar_has_several_ranges_a_day_holidays_and_days_of_its_own(crm: ServiceUnderTest) -> None:
    own = [{"day": "2026-12-24", "name": "Christmas Eve", "hours": [{"starts": "09:00", "ends": "12:00"}]}]
    hours = [MONDAY, {"weekday": 1, "starts": "13:00", "ends": "24:00"}]

    made = crm.do(
        CreateCalendar, crm.administrator(), name="Office", zone="Europe/Berlin", hours=hours, country="DE", subdivision="BY",
        own_days=own,
    )  # fmt: skip

    assert (made["hours"], made["own_days"], made["subdivision"]) == (hours, own, "BY")


@pytest.mark.parametrize(
    ("wrong", "pointer", "code"),
    [
        ({"zone": "Mars/Olympus"}, "/zone", "unknown_zone"),
        ({"country": "XX"}, "/country", "unknown_country"),
        ({"country": "DE", "subdivision": "TX"}, "/subdivision", "unknown_subdivision"),
        ({"hours": []}, "/hours", ""),
        ({"hours": [MONDAY, {"weekday": 1, "starts": "11:00", "ends": "13:00"}]}, "/hours/1/starts", "overlap"),
        ({"hours": [{"weekday": 1, "starts": "12:00", "ends": "12:00"}]}, "/hours/0/ends", "ends_before_start"),
        ({"hours": [{"weekday": 8, "starts": "09:00", "ends": "12:00"}]}, "/hours/0/weekday", ""),
        ({"hours": [{"weekday": 1, "starts": "9:00", "ends": "25:00"}]}, "/hours/0/ends", ""),
        ({"own_days": [{"day": "2026-12-24", "hours": []}] * 2}, "/own_days/1/day", "duplicate_day"),
        (
            {"own_days": [{"day": "2026-12-24", "hours": [{"starts": "12:00", "ends": "10:00"}]}]},
            "/own_days/0/hours/0/ends",
            "ends_before_start",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(crm: ServiceUnderTest, wrong: dict[str, object], pointer: str, code: str) -> None:
    boss = crm.administrator()

    with crm.refused(422, code, pointer):
        crm.do(CreateCalendar, boss, **{"name": "Office", "zone": "UTC", "hours": [MONDAY], **wrong})

    assert crm.ask(ListCalendars, boss)["data"] == []
