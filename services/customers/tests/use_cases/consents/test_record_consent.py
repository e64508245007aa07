"""What contacts agree to."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from crm_contracts.customers.commands.contacts import RecordConsent
from crm_contracts.customers.queries.contacts import ListConsents
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from customers.domain.consent import Consent

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
CURRENT = {"field": "is_current", "value": True}


@pytest.fixture
def ada(contact: Any) -> str:
    return str(contact()["id"])


def status(crm: ServiceUnderTest, rep: Caller, contact_id: str) -> list[str]:
    return [row["status"] for row in crm.ask(ListConsents, rep, contact_id=contact_id, where=CURRENT)["data"]]


def note(crm: ServiceUnderTest, rep: Caller, contact_id: str, status: str, day: int, **more: Any) -> dict[str, Any]:
    at = DAY + dt.timedelta(days=day)
    entry: dict[str, Any] = crm.do(RecordConsent, rep, contact_id=contact_id, channel="email", status=status, at=at, **more)
    return entry


def test_the_latest_word_counts(crm: ServiceUnderTest, rep: Caller, ada: str) -> None:
    note(crm, rep, ada, "opted_in", 1)
    entry = note(crm, rep, ada, "opted_out", 2, source="unsubscribe link")

    assert entry["is_current"] is True
    assert status(crm, rep, ada) == ["opted_out"]
    assert len(crm.ask(ListConsents, rep, contact_id=ada)["data"]) == 2, "nothing that was noted is lost"
    event = crm.events("customers.consent.changed.v1")[-1]
    assert (event["data"]["contact_id"], event["data"]["status"]) == (ada, "opted_out")
    write_golden(event)


def test_after_a_refusal_only_an_explicit_consent_given_later_counts(crm: ServiceUnderTest, rep: Caller, ada: str) -> None:
    note(crm, rep, ada, "opted_out", 5)

    with crm.refused(409, "opted_out"):
        note(crm, rep, ada, "opted_in", 6)
    with crm.refused(409, "opted_out"):
        note(crm, rep, ada, "opted_in", 4, evidence="form 17")
    with crm.refused(409, "opted_out"):
        note(crm, rep, ada, "unknown", 6, evidence="form 17")
    assert status(crm, rep, ada) == ["opted_out"]

    note(crm, rep, ada, "opted_in", 6, evidence="form 17")
    assert status(crm, rep, ada) == ["opted_in"]


def test_a_refusal_that_comes_late_beats_a_consent_without_evidence(crm: ServiceUnderTest, rep: Caller, ada: str) -> None:
    note(crm, rep, ada, "opted_in", 5)
    note(crm, rep, ada, "opted_out", 3)

    assert status(crm, rep, ada) == ["opted_out"]


def test_what_is_older_than_what_is_known_is_noted_and_does_not_count(crm: ServiceUnderTest, rep: Caller, ada: str) -> None:
    note(crm, rep, ada, "opted_in", 5, evidence="form 17")
    entry = note(crm, rep, ada, "opted_out", 3)

    assert entry["is_current"] is False
    assert status(crm, rep, ada) == ["opted_in"]
    assert len(crm.events("customers.consent.changed.v1")) == 1


def test_channels_and_topics_stand_for_themselves(crm: ServiceUnderTest, rep: Caller, ada: str) -> None:
    note(crm, rep, ada, "opted_out", 1, topic="news")
    note(crm, rep, ada, "opted_in", 2, topic="events")
    crm.do(RecordConsent, rep, contact_id=ada, channel="sms", status="opted_in")

    current = crm.ask(ListConsents, rep, contact_id=ada, where=CURRENT)["data"]
    assert {(row["channel"], row["topic"]): row["status"] for row in current} == {
        ("email", "news"): "opted_out", ("email", "events"): "opted_in", ("sms", "all"): "opted_in",
    }  # fmt: skip


def test_nobody_agrees_in_the_future(crm: ServiceUnderTest, rep: Caller, ada: str) -> None:
    with crm.refused(422, "in_the_future", "/at"):
        crm.do(RecordConsent, rep, contact_id=ada, channel="email", status="opted_in", at="2999-01-01T00:00:00Z")


def test_others_cannot_speak_for_a_contact(crm: ServiceUnderTest, colleague: Caller, ada: str) -> None:
    with crm.refused(404):
        note(crm, colleague, ada, "opted_in", 1)
    with crm.refused(403):
        note(crm, crm.person("customers.contact.*:all"), ada, "opted_in", 1)


@pytest.mark.parametrize("change", ["UPDATE consents SET status = 'opted_in'", "DELETE FROM consents"])
def test_the_service_itself_cannot_change_what_was_noted(crm: ServiceUnderTest, rep: Caller, ada: str, change: str) -> None:
    note(crm, rep, ada, "opted_out", 1)

    with pytest.raises(ProgrammingError, match="permission denied"):
        crm.rows(text(change))


words = st.tuples(st.sampled_from(["unknown", "opted_in", "opted_out", "blocked"]), st.integers(1, 9), st.booleans())


@given(st.lists(words, min_size=1, max_size=8))
def test_no_refusal_is_ever_overruled_but_by_a_later_explicit_consent(said: list[tuple[str, int, bool]]) -> None:
    current: Consent | None = None
    heard: list[Consent] = []
    for status, day, has_evidence in said:
        entry = Consent(status=status, at=DAY + dt.timedelta(days=day), evidence="form" if has_evidence else "")
        entry.weigh(current)
        current = entry if entry.counts else current
        heard.append(entry)

    assert current is not None
    last_refusal = max((each.at for each in heard if each.status in ("opted_out", "blocked")), default=None)
    if last_refusal is not None and current.status not in ("opted_out", "blocked"):
        explicit = [each.at for each in heard if each.status == "opted_in" and each.evidence]
        assert max(explicit) >= last_refusal
