"""The settings."""

from crm_contracts.sales.queries.settings import GetSettings
from crm_kit.testing.service import ServiceUnderTest


def test_without_a_change_they_are_the_ordinary_ones_with_version_0(crm: ServiceUnderTest) -> None:
    found = crm.ask(GetSettings, crm.administrator())

    assert (found["version"], found["max_discount_percent"], found["credit_check"]) == (0, "30", "approve")
    with crm.refused(403):
        crm.ask(GetSettings, crm.person("sales.order.*:all"))
