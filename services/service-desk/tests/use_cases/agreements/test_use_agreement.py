"""Counting what was done under agreements."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import UseAgreement
from crm_kit.testing.service import ServiceUnderTest


def test_a_quota_is_used_given_back_and_not_overdrawn(crm: ServiceUnderTest, base: Any) -> None:
    agreement = base.agreement(visits=2, hours="3")

    used = base.step(UseAgreement, "agreement", agreement, visits=2, hours="1.5", reason="T-1")
    assert (used["visits_left"], used["hours_left"]) == (0, "1.5")
    with crm.refused(409, "quota_used_up"):
        base.step(UseAgreement, "agreement", used, visits=1, reason="T-2")
    back = base.step(UseAgreement, "agreement", used, visits=-1, reason="Not needed")

    assert back["visits_left"] == 1
    with crm.refused(409, "quota_used_up"):
        base.step(UseAgreement, "agreement", back, visits=-2, reason="Too many")


def test_what_has_no_limit_is_never_used_up(crm: ServiceUnderTest, base: Any) -> None:
    used = base.step(UseAgreement, "agreement", base.agreement(), visits=500, hours="500", reason="T-1")

    assert (used["visits_left"], used["hours_left"]) == (None, None)
    with crm.refused(409, "illegal_transition"):
        base.step(UseAgreement, "agreement", base.draft(), visits=1, reason="T-1")
