"""Ending agreements."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import EndAgreement
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_an_agreement_ends_once_with_a_reason(crm: ServiceUnderTest, base: Any) -> None:
    ended = base.step(EndAgreement, "agreement", base.agreement(), reason="They moved")

    assert (ended["status"], ended["end_reason"]) == ("ended", "They moved")
    [told] = crm.events("service_desk.agreement.ended.v1")
    write_golden(told)
    with crm.refused(409, "illegal_transition"):
        base.step(EndAgreement, "agreement", ended, reason="Again")
