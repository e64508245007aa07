"""What readers that come later are told of."""

import datetime as dt
from typing import Any

from crm_contracts.customers.commands.contacts import RecordConsent
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_consents_that_counted_in_their_order(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    told, day = {"contact_id": contact()["id"], "channel": "email"}, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for days, status in ((3, "opted_in"), (2, "unknown"), (5, "opted_out")):
        crm.do(RecordConsent, rep, **told, status=status, at=day + dt.timedelta(days=days))

    news = crm.told_again("Consent", "customers.consent.changed.v1")

    assert [each["data"]["status"] for each in news] == ["opted_in", "opted_out"]
