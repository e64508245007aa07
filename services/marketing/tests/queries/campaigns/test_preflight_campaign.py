"""Whether campaigns could run."""

from typing import Any

from crm_contracts.marketing.queries.campaigns import PreflightCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_campaign_that_lacks_nothing_is_ready(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada")
    given.contact("Silent", agrees=False)
    campaign = given.campaign(marketer, expected_cost=given.yuan("10.00"))
    given.budget(marketer, campaign, "10.00")

    found = crm.ask(PreflightCampaign, marketer, campaign_id=campaign["id"])

    assert found == {"ready": True, "count": 2, "reachable": 1, "hindrances": []}


def test_everything_that_hinders_is_told_and_nothing_changes(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer, starts_on=given.in_days(5), legal_basis=None, expected_cost=given.yuan("10.00"))

    found = crm.ask(PreflightCampaign, marketer, campaign_id=campaign["id"])

    assert found["ready"] is False
    assert {(each["pointer"], each["code"]) for each in found["hindrances"]} == {
        ("/starts_at", "outside_period"), ("/list_id", "empty_list"), ("/legal_basis", "required"),
        ("/expected_cost", "budget_exceeded"),
    }  # fmt: skip
    with crm.refused(404):
        crm.ask(PreflightCampaign, crm.person("marketing.*:own"), campaign_id=campaign["id"])
