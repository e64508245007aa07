"""Deleting templates."""

from typing import Any

from crm_contracts.marketing.commands.templates import DeleteTemplate
from crm_contracts.marketing.queries.templates import GetTemplate
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_template_that_no_campaign_needs_is_deleted(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    needed, idle = given.template(marketer), given.template(marketer)
    given.campaign(marketer, steps=[{"template_id": needed}])

    crm.do(DeleteTemplate, marketer, template_id=idle, version=1)

    with crm.refused(404):
        crm.ask(GetTemplate, marketer, template_id=idle)
    with crm.refused(409, "in_use"):
        crm.do(DeleteTemplate, marketer, template_id=needed, version=1)
