"""People who follow the way out of mailings."""

import datetime as dt
from typing import Any
from uuid import uuid4

from crm_contracts.customers.commands.contacts import RecordConsent
from crm_contracts.customers.queries.contacts import ListConsents
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

TYPE = "marketing.consent.withdrawn.v1"


def consents(crm: ServiceUnderTest, rep: Caller, contact: dict[str, Any]) -> list[tuple[str, str]]:
    current = {"field": "is_current", "value": True}
    rows = crm.ask(ListConsents, rep, contact_id=contact["id"], where=current)["data"]
    return sorted((row["topic"], row["status"]) for row in rows)


def test_the_log_says_so_and_everybody_hears_of_it(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    ada = contact()
    crm.do(RecordConsent, rep, contact_id=ada["id"], channel="email", status="opted_in", topic="pumps", evidence="signed")
    now = dt.datetime.now(dt.UTC)

    told = crm.hear_golden(TYPE, contact_id=ada["id"], channel="email", topic="pumps", at=now)
    crm.hear(told)

    assert consents(crm, rep, ada) == [("pumps", "opted_out")]
    heard = [event["data"]["status"] for event in crm.events("customers.consent.changed.v1")]
    assert heard == ["opted_in", "opted_out"]


def test_what_was_said_later_counts_whenever_it_is_heard(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    ada = contact()
    crm.do(RecordConsent, rep, contact_id=ada["id"], channel="email", status="opted_in", topic="pumps", evidence="signed")
    before = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)

    crm.hear_golden(TYPE, contact_id=ada["id"], channel="email", topic="pumps", at=before)
    crm.hear_golden(TYPE, contact_id=ada["id"], channel="email", topic="all", at=before)

    assert consents(crm, rep, ada) == [("all", "opted_out"), ("pumps", "opted_in")]


def test_a_contact_that_is_not_there_has_no_consents(crm: ServiceUnderTest) -> None:
    crm.hear_golden(TYPE, contact_id=uuid4())

    assert crm.events("customers.consent.changed.v1") == []
