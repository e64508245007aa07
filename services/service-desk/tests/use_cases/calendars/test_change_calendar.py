"""Changing when somebody works."""

from typing import Any

from crm_contracts.service_desk.commands.calendars import ChangeCalendar
from crm_kit.testing.service import ServiceUnderTest


def test_a_make_up_working_day_is_put_in_and_taken_out(crm: ServiceUnderTest, promised: Any) -> None:
    calendar = promised.calendar(country="CN")
    extra = [{"day": "2026-02-14", "name": "For the spring festival", "hours": [{"starts": "08:00", "ends": "12:00"}]}]
    told = {"calendar_id": calendar["id"]}

    changed = crm.do(ChangeCalendar, promised.admin, **told, version=1, own_days=extra)
    again = crm.do(ChangeCalendar, promised.admin, **told, version=2, own_days=[])

    assert (changed["own_days"], again["own_days"], again["country"]) == (extra, [], "CN")


def test_another_country_has_other_parts(crm: ServiceUnderTest, promised: Any) -> None:
    calendar = promised.calendar(country="DE", subdivision="BY")
    told = {"calendar_id": calendar["id"], "version": 1}

    with crm.refused(422, "unknown_subdivision"):
        crm.do(ChangeCalendar, promised.admin, **told, country="US", subdivision="BY")
    changed = crm.do(ChangeCalendar, promised.admin, **told, country="US")

    assert (changed["country"], changed["subdivision"]) == ("US", None)
    with crm.refused(412):
        crm.do(ChangeCalendar, promised.admin, **told, name="Late")
