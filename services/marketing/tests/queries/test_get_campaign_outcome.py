"""How far campaigns came."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.reports import GetCampaignOutcome
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_from_the_list_to_the_deal(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada")
    given.contact("Silent", agrees=False)
    campaign = given.running(marketer)
    came = {"created_at": "2026-01-01T08:00:00Z"}
    given.lead(campaign, status="converted", first_response_at="2026-01-01T10:00:00Z", **came)
    given.lead(campaign, status="rejected", first_response_at="2026-01-01T12:00:00Z", **came)
    given.lead(campaign, status="assigned", **came)
    ada = uuid4()
    for person, fields in ((ada, {}), (ada, {"kind": "reply"}), (None, {"kind": "form"}), (uuid4(), {"is_human": False})):
        given.response(campaign, contact_id=person, **fields)
    given.response(campaign, contact_id=uuid4(), kind="unsubscribed")
    for status, amount in (("won", "100.00"), ("open", "50.00"), ("lost", "10.00")):
        given.opportunity(campaign, status=status, amount=given.yuan(amount))
    given.opportunity(campaign, status="open", amount={"amount": "5.00", "currency": "EUR"})

    found = crm.ask(GetCampaignOutcome, marketer, campaign_id=campaign["id"])

    assert (found["meant"], found["suppressed"], found["responded"]) == (2, 1, 2)
    assert (found["leads"], found["contacted"], found["accepted"], found["rejected"], found["converted"]) == (3, 2, 1, 1, 1)
    assert found["median_hours"] == "3"
    assert (found["opportunities"], found["open"], found["won"], found["lost"], found["unpriced"]) == (4, 2, 1, 1, 1)
    assert (found["open_amount"], found["won_amount"]) == (given.yuan("50.00"), given.yuan("100.00"))


def test_one_that_nothing_came_of_says_so(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)

    found = crm.ask(GetCampaignOutcome, marketer, campaign_id=campaign["id"])

    assert (found["meant"], found["leads"], found["median_hours"], found["opportunities"]) == (0, 0, None, 0)
    with crm.refused(404):
        crm.ask(GetCampaignOutcome, crm.person("marketing.*:own"), campaign_id=campaign["id"])
