"""One opportunity."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.queries.opportunities import GetOpportunity
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_days_in_the_pipeline_are_counted(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)
    given.days_pass(12)

    found = crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])

    assert found["pipeline_days"] == 12
    with crm.refused(404):
        crm.ask(GetOpportunity, rep, opportunity_id=uuid4())
    with crm.refused(422):
        crm.ask(GetOpportunity, rep, opportunity_id="17")
