"""What readers that come later are told of."""

import datetime as dt
from typing import Any

from crm_contracts.customers.commands.contacts import RecordConsent
from crm_kit.caller import Caller
from crm_kit.messages import event_types, load_event
from crm_kit.testing.service import ServiceUnderTest


def told_again(crm: ServiceUnderTest, aggregate: str, type_: str) -> list[dict[str, Any]]:
    """What readers hear when the records are announced."""
    crm.app.announce(aggregate, None, 100, crm.tenant_id)
    news = [each for each in crm.events(type_) if each.get("announced")]
    for each in news:
        load_event(event_types[type_], each["data"])
    return news


def test_the_consents_that_counted_in_their_order(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    told, day = {"contact_id": contact()["id"], "channel": "email"}, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for days, status in ((3, "opted_in"), (2, "unknown"), (5, "opted_out")):
        crm.do(RecordConsent, rep, **told, status=status, at=day + dt.timedelta(days=days))

    news = told_again(crm, "Consent", "customers.consent.changed.v1")

    assert [each["data"]["status"] for each in news] == ["opted_in", "opted_out"]
