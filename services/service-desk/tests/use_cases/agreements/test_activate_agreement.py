"""Agreements that are agreed."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import ActivateAgreement
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_is_agreed_is_told(crm: ServiceUnderTest, base: Any) -> None:
    active = base.agreement()

    assert active["status"] == "active"
    [told] = crm.events("service_desk.agreement.activated.v1")
    assert told["data"]["number"] == active["number"]
    write_golden(told)


def test_what_is_over_is_not_agreed_any_more(crm: ServiceUnderTest, base: Any) -> None:
    old = base.draft(starts_on="2025-01-01", ends_on="2025-12-31")

    with crm.refused(409, "already_over"):
        base.step(ActivateAgreement, "agreement", old)
