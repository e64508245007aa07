"""What is found out about a complaint."""

from typing import Any

from crm_contracts.service_desk.commands.complaints import ChangeComplaint
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_found_out_stands_with_the_complaint(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    changed = given.step(ChangeComplaint, agent, given.complaint(agent), cause="A loose bolt", severity="minor")

    assert (changed["complaint"]["cause"], changed["complaint"]["severity"]) == ("A loose bolt", "minor")
    assert changed["complaint"]["responsible_department"] == "Assembly"


def test_a_request_has_no_causes_to_find(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(409, "not_a_complaint"):
        given.step(ChangeComplaint, agent, given.ticket(agent), cause="Why")
    with crm.refused(422, pointer="/compensation_status"):
        given.step(ChangeComplaint, agent, given.complaint(agent), compensation_status="approved")
