"""Changing templates."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import StopCampaign
from crm_contracts.marketing.commands.templates import ChangeTemplate
from crm_contracts.marketing.queries.templates import GetTemplate
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_template_is_changed(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    template_id = given.template(marketer)

    changed = crm.do(ChangeTemplate, marketer, template_id=template_id, version=1, text="Dear all", subject="Hello")

    assert (changed["text"], changed["subject"], changed["version"]) == ("Dear all", "Hello", 2)
    with crm.refused(412):
        crm.do(ChangeTemplate, marketer, template_id=template_id, version=1, text="Again")
    with crm.refused(422, "unknown_merge_field", pointer="/subject"):
        crm.do(ChangeTemplate, marketer, template_id=template_id, version=2, subject="{{no.field}}")
    assert crm.ask(GetTemplate, marketer, template_id=template_id)["subject"] == "Hello"


def test_what_was_approved_stays_as_it_was_read(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    template_id = given.template(marketer)
    running = given.running(marketer, steps=[{"template_id": template_id}])

    with crm.refused(409, "in_use") as problem:
        crm.do(ChangeTemplate, marketer, template_id=template_id, version=1, text="Something else")

    assert problem["campaigns"] == [running["number"]]
    given.step(StopCampaign, marketer, running, reason="Enough")
    crm.do(ChangeTemplate, marketer, template_id=template_id, version=1, text="Something else")
