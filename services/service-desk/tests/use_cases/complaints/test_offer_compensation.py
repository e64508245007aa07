"""Proposing what the customer shall get."""

from typing import Any

from crm_contracts.service_desk.commands.complaints import OfferCompensation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_offer_waits_for_approval(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    money = {"amount": "100.00", "currency": "CNY"}

    offered = given.step(OfferCompensation, agent, given.complaint(agent), compensation=money, note="And an apology")

    assert (offered["complaint"]["complaint_stage"], offered["complaint"]["compensation_status"]) == (
        "compensation_pending",
        "pending",
    )
    assert (offered["complaint"]["compensation"], offered["complaint"]["submitted_by"]) == (money, str(agent.user_id))


def test_something_is_offered(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    complaint = given.complaint(agent)

    with crm.refused(422, "required", "/compensation"):
        given.step(OfferCompensation, agent, complaint)
    with crm.refused(422, "out_of_range", "/compensation"):
        given.step(OfferCompensation, agent, complaint, compensation={"amount": "0.00", "currency": "CNY"})
    with crm.refused(422, pointer="/compensation/amount"):
        given.step(OfferCompensation, agent, complaint, compensation={"amount": "0.001", "currency": "CNY"})
    with crm.refused(409, "not_a_complaint"):
        given.step(OfferCompensation, agent, given.ticket(agent), note="Sorry")
