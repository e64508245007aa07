"""A request becomes a complaint."""

from typing import Any

from crm_contracts.service_desk.commands.complaints import DowngradeComplaint, OfferCompensation, RaiseComplaint
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

GRAVE = {"severity": "critical", "responsible_department": "Assembly", "reason": "The third time"}


def test_a_complaint_keeps_its_history_and_tells_the_account_owner(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    owner = crm.person()
    ticket = given.started(agent, account_id=given.account(owner_id=owner.user_id))

    raised = given.step(RaiseComplaint, agent, ticket, **GRAVE)

    assert (raised["kind"], raised["status"], raised["nature"]) == ("complaint", "in_progress", "fault")
    assert (raised["complaint"]["severity"], raised["suppresses_promotion"]) == ("critical", True)
    assert len(given.journal(agent, raised, "status")) == 4
    [told] = crm.events("service_desk.complaint.raised.v1")
    assert (told["data"]["notified"], told["data"]["ticket_id"]) == ([str(owner.user_id)], ticket["id"])


def test_what_was_offered_before_a_downgrade_is_void(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    offered = given.step(OfferCompensation, agent, given.complaint(agent), note="A new pump")
    request = given.step(DowngradeComplaint, agent, offered, reason="Only a question")

    raised = given.step(RaiseComplaint, agent, request, **GRAVE)

    told = raised["complaint"]
    assert (told["complaint_stage"], told["compensation_status"], told["compensation_note"]) == ("investigating", "none", "")


def test_it_becomes_one_once_and_while_it_is_open(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "already_a_complaint"):
        given.step(RaiseComplaint, agent, given.complaint(agent), **GRAVE)
    with crm.refused(409, "illegal_transition"):
        given.step(RaiseComplaint, agent, given.closed(agent), **GRAVE)
    with crm.refused(422, pointer="/severity"):
        given.step(RaiseComplaint, agent, given.ticket(agent), **{**GRAVE, "severity": "awful"})
