"""The settings."""

from crm_contracts.service_desk.queries.settings import GetSettings
from crm_kit.testing.service import ServiceUnderTest


def test_who_has_changed_nothing_has_the_ordinary_settings(crm: ServiceUnderTest) -> None:
    found = crm.ask(GetSettings, crm.administrator())

    assert (found["version"], found["auto_close_days"], found["reopen_days"]) == (0, 5, 14)
