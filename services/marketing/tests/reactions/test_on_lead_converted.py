"""Leads that became customers."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.reports import CampaignReturns
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_heard_twice_it_is_one_touch(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.campaign(marketer), given.campaign(marketer)
    account, lead = uuid4(), uuid4()
    given.met(account, other)
    given.order(account, net="100.00")

    told = {"account_id": account, "campaign_id": one["id"], "converted_at": "2026-01-02T00:00:00Z"}
    for version in (2, 2, 1):
        crm.hear_golden("sales.lead.converted.v1", aggregateversion=version, id=lead, **told)

    rows = crm.ask(CampaignReturns, marketer, model="linear")["rows"]
    assert [row["revenue"]["amount"] for row in rows] == ["50.00", "50.00"]
