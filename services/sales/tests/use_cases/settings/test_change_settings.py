"""Changing the settings."""

from typing import Any

from crm_contracts.sales.commands.settings import ChangeSettings
from crm_contracts.sales.queries.settings import GetSettings
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_first_change_makes_them_the_tenants_own(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss = crm.administrator()

    changed = crm.do(ChangeSettings, boss, version=0, terms_days=10, billing_basis="ordered", reason="Cash is king")
    again = crm.do(ChangeSettings, boss, version=1, terms_days=20)

    assert (changed["version"], changed["terms_days"], again["version"]) == (1, 10, 2)
    assert crm.ask(GetSettings, boss) == again
    order = given.order(rep)
    assert (order["terms_days"], order["billing_basis"]) == (20, "ordered")


def test_what_somebody_changed_meanwhile_is_not_overwritten(crm: ServiceUnderTest) -> None:
    boss = crm.administrator()
    crm.do(ChangeSettings, boss, version=0, terms_days=10)

    with crm.refused(412, "stale"):
        crm.do(ChangeSettings, boss, version=0, terms_days=20)


def test_only_days_that_are_over_can_be_closed(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()

    for days in (0, 1):
        with crm.refused(422, "in_the_future", "/closed_through"):
            crm.do(ChangeSettings, boss, version=0, closed_through=given.in_days(days))
    with crm.refused(422, "invalid", "/max_discount_percent"):
        crm.do(ChangeSettings, boss, version=0, max_discount_percent="101")
    assert crm.ask(GetSettings, boss)["version"] == 0
