"""What sales tells of exchange rates."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.reports import CampaignReturns
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_newest_word_on_a_rate_counts(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, account, rate = given.campaign(marketer), uuid4(), uuid4()
    given.met(account, campaign)
    given.order(account, net="10.00", currency="EUR", ordered_on="2026-03-01")
    told = {"id": rate, "currency": "EUR", "base_currency": "CNY", "date": "2026-03-01"}

    for value, version in (("9", 2), ("8", 1), ("9", 2)):
        crm.hear_golden("sales.exchange_rate.updated.v1", aggregateversion=version, **told, rate=value)

    assert crm.ask(CampaignReturns, marketer)["rows"][0]["revenue"]["amount"] == "90.00"
