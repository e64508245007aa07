"""The settings."""

from crm_contracts.service_desk.commands.settings import ChangeSettings
from crm_contracts.service_desk.queries.settings import GetSettings
from crm_kit.testing.service import ServiceUnderTest


def test_settings_change_and_need_the_version_that_was_read(crm: ServiceUnderTest) -> None:
    boss = crm.administrator()

    crm.do(ChangeSettings, boss, version=0, auto_close_days=3)

    changed = crm.ask(GetSettings, boss)
    assert (changed["version"], changed["auto_close_days"], changed["reopen_days"]) == (1, 3, 14)
    with crm.refused(412):
        crm.do(ChangeSettings, boss, version=0, auto_close_days=4)
    with crm.refused(422, pointer="/auto_close_days"):
        crm.do(ChangeSettings, boss, version=1, auto_close_days=366)
