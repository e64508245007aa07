"""Being written to no more."""

from typing import Any

from crm_contracts.marketing.commands.responses import Unsubscribe
from crm_contracts.marketing.queries.messages import ListMessages
from crm_contracts.marketing.queries.responses import ListResponses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from marketing.sending import ledger

WITHDRAWN = "marketing.consent.withdrawn.v1"


def test_it_holds_at_once_for_what_waits_and_for_what_comes(
    crm: ServiceUnderTest, stranger: Any, given: Any, marketer: Caller
) -> None:
    given.running(marketer, topic="pumps", name="Second")
    (mine,) = ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], 1)

    answer = stranger.do(Unsubscribe, token=stranger.token("u"))

    assert answer == {"channel": "email", "topic": "pumps"}
    assert ledger.hand_over(crm.app, mine) is None
    third = given.running(marketer, topic="pumps", name="Third")
    waiting = crm.ask(ListMessages, marketer, where={"field": "campaign_id", "value": third["id"]})["data"]
    assert [(row["status"], row["reason"]) for row in waiting] == [("suppressed", "opted_out")]
    event = crm.events(WITHDRAWN)[0]
    assert (event["data"]["contact_id"], event["data"]["topic"]) == (str(stranger.contact_id), "pumps")
    write_golden(event)
    assert [row["kind"] for row in crm.ask(ListResponses, marketer)["data"]] == ["unsubscribed"]


def test_other_topics_go_on_unless_everything_is_meant(crm: ServiceUnderTest, stranger: Any, given: Any, marketer: Caller) -> None:
    fairs = given.running(marketer, topic="fairs", name="Fairs")
    about = {"where": {"field": "campaign_id", "value": fairs["id"]}}

    stranger.do(Unsubscribe, token=stranger.token("u"))
    assert [row["status"] for row in crm.ask(ListMessages, marketer, **about)["data"]] == ["planned"]
    stranger.do(Unsubscribe, token=stranger.token("u"), everything=True)

    assert [row["status"] for row in crm.ask(ListMessages, marketer, **about)["data"]] == ["suppressed"]
    assert [event["data"]["topic"] for event in crm.events(WITHDRAWN)] == ["pumps", "all"]


def test_twice_is_once(crm: ServiceUnderTest, stranger: Any) -> None:
    for _ in range(2):
        stranger.do(Unsubscribe, token=stranger.token("u"))

    assert len(crm.events(WITHDRAWN)) == 1


def test_who_agrees_again_is_written_to_again(crm: ServiceUnderTest, stranger: Any, given: Any, marketer: Caller) -> None:
    stranger.do(Unsubscribe, token=stranger.token("u"))
    given.consent(stranger.contact_id, "opted_out", topic="pumps")

    given.consent(stranger.contact_id, "opted_in", topic="pumps")

    again = given.running(marketer, topic="pumps", name="Again")
    rows = crm.ask(ListMessages, marketer, where={"field": "campaign_id", "value": again["id"]})["data"]
    assert [row["status"] for row in rows] == ["planned"]


def test_a_link_of_nobody_does_nothing(crm: ServiceUnderTest, stranger: Any) -> None:
    with crm.refused(404):
        stranger.do(Unsubscribe, token=stranger.token("u")[:-1])
    assert crm.events(WITHDRAWN) == []
