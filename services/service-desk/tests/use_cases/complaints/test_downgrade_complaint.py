"""A complaint turns out to be a request."""

from typing import Any

from crm_contracts.service_desk.commands.complaints import DowngradeComplaint
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_whoever_leads_the_desk_makes_a_request_of_it(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    complaint, lead = given.complaint(agent), crm.person("service_desk.*:all")

    request = given.step(DowngradeComplaint, lead, complaint, reason="Only a question")

    assert (request["kind"], request["nature"], request["complaint"]) == ("request", "consultation", None)
    assert request["suppresses_promotion"] is False
    assert given.journal(lead, request, "kind", after="request")[0]["reason"] == "Only a question"


def test_others_do_not_and_a_request_is_none(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(403):
        given.step(DowngradeComplaint, crm.person("service_desk.ticket.*:all"), given.complaint(agent), reason="No")
    with crm.refused(409, "not_a_complaint"):
        given.step(DowngradeComplaint, agent, given.ticket(agent), reason="No")
