"""What the customer says in the end."""

from typing import Any

from crm_contracts.service_desk.commands.complaints import ApproveCompensation, OfferCompensation, SettleComplaint
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_customer_agrees_to_what_was_approved(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    offered = given.step(OfferCompensation, agent, given.complaint(agent), note="A new pump")
    with crm.refused(409, "compensation_pending"):
        given.step(SettleComplaint, agent, offered, outcome="agreed", verdict="Fine")
    approved = given.step(ApproveCompensation, crm.person("service_desk.*:all"), offered)

    settled = given.step(SettleComplaint, agent, approved, outcome="agreed", verdict="Fine")

    assert (settled["complaint"]["complaint_stage"], settled["complaint"]["customer_verdict"]) == ("agreed", "Fine")
    assert [row["after"] for row in given.journal(agent, settled, "complaint_stage")] == ["agreed", "compensation_pending"]


def test_a_dispute_ends_with_another_offer(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    disputed = given.step(SettleComplaint, agent, given.complaint(agent), outcome="disputed", verdict="Not enough")

    offered = given.step(OfferCompensation, agent, disputed, note="A new pump")

    assert (disputed["complaint"]["complaint_stage"], offered["complaint"]["complaint_stage"]) == (
        "disputed",
        "compensation_pending",
    )
    with crm.refused(422, pointer="/outcome"):
        given.step(SettleComplaint, agent, offered, outcome="perhaps", verdict="Well")
