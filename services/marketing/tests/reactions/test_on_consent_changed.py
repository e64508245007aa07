"""What contacts agree to."""

from typing import Any

from crm_contracts.marketing.queries.target_lists import PreviewTargetList
from crm_kit.caller import Caller
from crm_kit.model import new_id
from crm_kit.testing.service import ServiceUnderTest

EVERYBODY = {"field": "has_email", "value": True}


def test_the_entry_that_was_noted_last_counts(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    contact_id = given.contact(agrees=False)
    first, second = new_id(), new_id()
    told = {"contact_id": contact_id, "channel": "email", "topic": "all"}

    crm.hear_golden("customers.consent.changed.v1", **told, id=second, status="opted_out")
    crm.hear_golden("customers.consent.changed.v1", **told, id=first, status="opted_in")

    assert crm.ask(PreviewTargetList, marketer, where=EVERYBODY)["suppressed"] == [{"reason": "opted_out", "count": 1}]


def test_topics_and_channels_are_kept_apart(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    contact_id = given.contact()
    given.consent(contact_id, "opted_out", topic="fairs")
    given.consent(contact_id, "opted_out", channel="sms")

    def reachable(**asked: Any) -> int:
        return int(crm.ask(PreviewTargetList, marketer, where=EVERYBODY, **asked)["reachable"])

    assert (reachable(), reachable(topic="news"), reachable(topic="fairs"), reachable(channel="sms")) == (1, 1, 0, 0)
