"""The sender: every message once, whatever happens."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from sqlalchemy import select, update

from crm_contracts.marketing.commands.campaigns import PauseCampaign, ResumeCampaign, StopCampaign
from crm_contracts.marketing.queries.messages import CountCampaign, ListMessages
from crm_kit.caller import Caller
from crm_kit.tables import outbox
from crm_kit.testing.service import ServiceUnderTest, write_golden
from marketing.domain.send import Send
from marketing.sending import ledger
from marketing.sending.ledger import Verdict


def states(crm: ServiceUnderTest) -> Counter[str]:
    return Counter(row[0] for row in crm.rows(select(Send.status)))


def is_over(crm: ServiceUnderTest) -> bool:
    return not {"planned", "claimed"} & set(states(crm))


def claimed(crm: ServiceUnderTest, count: int = 10) -> list[Any]:
    return ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], count)


def test_a_mail_says_what_the_template_says_and_has_a_way_out(
    crm: ServiceUnderTest, given: Any, marketer: Caller, mail_server: Any, senders: Any
) -> None:
    contact = given.contact("Ada Lovelace", first_name="Ada <b>")
    html = (
        '<p>Dear {{contact.first_name|friend}}, <a href="https://acme.example/?a=1&amp;b=2">look</a></p><script>alert(1)</script>'
    )
    running = given.running(marketer, steps=[{"template_id": given.template(marketer, html=html)}])

    senders.start()
    senders.until(lambda: is_over(crm))

    (mail,) = [mail for mail in mail_server.taken if f"{contact}@example.com" in mail["To"]]
    send = crm.ask(ListMessages, marketer)["data"][0]
    assert (send["status"], send["provider_id"], send["contact_id"]) == ("sent", mail["Message-ID"], str(contact))
    assert mail["From"] == "Acme <news@acme.example>"
    assert mail["Subject"] == "News for Ada Lovelace"
    assert "Dear Ada <b>" in mail.get_body(("plain",)).get_content()
    shown = mail.get_body(("html",)).get_content()
    assert "Dear Ada &lt;b&gt;," in shown
    assert "script" not in shown
    assert "https://acme.example" not in shown
    assert "/c/" in shown
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip("<>").split("/u/")[0] == "http://127.0.0.1:8000"
    assert mail["List-Unsubscribe"].strip("<>") in shown
    event = crm.events("marketing.message.sent.v1")[0]
    assert event["data"]["campaign_id"] == running["id"]
    write_golden(event)


def test_others_hear_of_many_messages_when_nothing_else_wants_to_be_heard(
    crm: ServiceUnderTest, given: Any, marketer: Caller, senders: Any
) -> None:
    given.contact("Ada Lovelace")
    given.running(marketer)

    senders.start()
    senders.until(lambda: is_over(crm))

    told = dict(crm.rows(select(outbox.c.type, outbox.c.is_bulk)))
    assert told["marketing.message.sent.v1"]
    assert not told["marketing.campaign.launched.v1"]


def test_what_is_refused_for_good_does_not_hold_up_the_others(
    crm: ServiceUnderTest, given: Any, marketer: Caller, mail_server: Any, senders: Any
) -> None:
    wrong, right, spam = given.contact("Wrong"), given.contact("Right"), given.contact("Spam")
    mail_server.unknown = {f"{wrong}@example.com"}
    mail_server.mood = lambda to: "no" if to == f"{spam}@example.com" else "take"
    given.running(marketer)

    senders.start()
    senders.until(lambda: is_over(crm))

    found = {row["contact_id"]: row for row in crm.ask(ListMessages, marketer)["data"]}
    assert (found[str(wrong)]["status"], found[str(wrong)]["reason"]) == ("bounced", "550 no such user")
    assert (found[str(spam)]["status"], found[str(spam)]["reason"]) == ("failed", "554 no")
    assert found[str(right)]["status"] == "sent"
    assert mail_server.tries[f"{spam}@example.com"] == 1
    bounced = crm.events("marketing.message.bounced.v1")
    assert [event["data"]["contact_id"] for event in bounced] == [str(wrong)]
    write_golden(bounced[0])


def test_what_is_not_taken_now_is_tried_again(
    crm: ServiceUnderTest, given: Any, marketer: Caller, mail_server: Any, senders: Any
) -> None:
    ada = given.contact("Ada")
    mail_server.mood = lambda to: "later" if mail_server.tries[to] < 3 else "take"
    given.running(marketer)

    senders.start()
    senders.until(lambda: is_over(crm))

    assert states(crm) == {"sent": 1}
    assert mail_server.to()[f"{ada}@example.com"] == 1
    assert crm.ask(ListMessages, marketer)["data"][0]["attempts"] == 2


def test_an_uncertain_end_is_listed_and_never_tried_again(
    crm: ServiceUnderTest, given: Any, marketer: Caller, mail_server: Any, senders: Any
) -> None:
    ada = given.contact("Ada")
    mail_server.mood = lambda _: "drop_after"
    given.running(marketer)

    senders.start()
    senders.until(lambda: is_over(crm))
    senders.end()

    unknown = crm.ask(ListMessages, marketer, where={"field": "status", "value": "unknown"})["data"]
    assert len(unknown) == 1
    assert mail_server.tries[f"{ada}@example.com"] == 1


def test_a_channel_that_is_away_loses_nothing(
    crm: ServiceUnderTest, given: Any, marketer: Caller, mail_server: Any, senders: Any
) -> None:
    ada = given.contact("Ada")
    given.running(marketer)
    there, senders.url = senders.url, "smtp://127.0.0.1:1"

    senders.start()
    senders.until(lambda: states(crm) == {"planned": 1})
    senders.end()
    senders.url = there
    senders.start()
    senders.until(lambda: is_over(crm))

    assert (states(crm), mail_server.to()[f"{ada}@example.com"]) == ({"sent": 1}, 1)
    assert crm.ask(ListMessages, marketer)["data"][0]["attempts"] == 0


def test_a_consent_withdrawn_after_the_claim_still_stops_the_message(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada = given.contact("Ada")
    given.running(marketer)
    (mine,) = claimed(crm)

    given.consent(ada, "opted_out")

    assert ledger.hand_over(crm.app, mine) is None
    assert states(crm) == {"suppressed": 1}


def test_what_came_to_be_known_since_the_launch_counts_at_the_last_moment(
    crm: ServiceUnderTest, given: Any, marketer: Caller
) -> None:
    account = given.account("Troubled")
    upset, gone, fine = given.contact("Upset", account_id=account), given.contact("Gone"), given.contact("Fine")
    given.running(marketer)
    given.ticket(account)
    crm.hear_golden("customers.contact.deleted.v1", id=gone, aggregateversion=9)

    handed = [ledger.hand_over(crm.app, mine) for mine in claimed(crm)]

    assert [each.recipient for each in handed if each] == [f"{fine}@example.com"]
    reasons = {row["contact_id"]: row["reason"] for row in crm.ask(ListMessages, marketer)["data"]}
    assert (reasons[str(upset)], reasons[str(gone)]) == ("open_ticket", "gone")
    event = crm.events("marketing.message.suppressed.v1")[0]
    write_golden(event)


def test_the_address_of_today_is_written_to(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada = given.contact("Ada")
    given.running(marketer)
    given.contact("Ada", id=ada, emails_norm=["new@example.com"], aggregateversion=2)

    (mine,) = claimed(crm)

    assert mine.address == "new@example.com"


def test_a_paused_campaign_rests_and_a_stopped_one_is_over(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada")
    running = given.running(marketer)
    (mine,) = claimed(crm)

    paused = given.step(PauseCampaign, marketer, running)
    assert ledger.hand_over(crm.app, mine) is None
    assert (states(crm), claimed(crm)) == ({"planned": 1}, [])
    resumed = given.step(ResumeCampaign, marketer, paused)
    assert len(claimed(crm)) == 1
    given.step(StopCampaign, marketer, resumed, reason="Enough")

    assert states(crm) == {"cancelled": 1}
    assert crm.ask(CountCampaign, marketer, campaign_id=running["id"])["cancelled"] == 1


def test_two_with_one_address_get_one_mail(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada", emails_norm=["office@example.com"])
    given.contact("Bob", emails_norm=["office@example.com"])

    given.running(marketer)

    rows = crm.ask(ListMessages, marketer)["data"]
    assert sorted((row["status"], row["reason"]) for row in rows) == [("planned", ""), ("suppressed", "same_address")]


def test_a_second_message_waits_for_its_hour(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada")
    template = given.template(marketer)
    given.running(marketer, steps=[{"template_id": template}, {"template_id": template, "delay_hours": 48}])

    assert len(claimed(crm)) == 1
    assert states(crm) == {"claimed": 1, "planned": 1}


def test_claims_of_the_dead_are_freed_and_what_may_have_left_is_unknown(
    crm: ServiceUnderTest, given: Any, marketer: Caller, mail_server: Any, senders: Any
) -> None:
    ada, bob = given.contact("Ada"), given.contact("Bob")
    given.running(marketer)
    first, second = claimed(crm)
    assert ledger.hand_over(crm.app, first) is not None

    senders.start()
    senders.until(lambda: is_over(crm))

    assert states(crm) == {"unknown": 1, "sent": 1}
    assert (mail_server.to()[second.address], mail_server.to()[first.address]) == (1, 0)
    assert {first.address, second.address} == {f"{ada}@example.com", f"{bob}@example.com"}


def test_one_that_was_only_thought_dead_settles_what_it_knows(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada")
    given.running(marketer)
    (mine,) = claimed(crm)
    ledger.hand_over(crm.app, mine)
    with ledger.ledger_of(crm.app, crm.tenant_id) as work:
        work.session.execute(update(Send).values(status="unknown"))

    ledger.settle(crm.app, mine, Verdict("sent"))

    assert states(crm) == {"sent": 1}


def test_everybody_gets_it_once_from_a_server_with_moods(
    crm: ServiceUnderTest, given: Any, marketer: Caller, mail_server: Any, senders: Any, chance: Random
) -> None:
    moods = ["take"] * 80 + ["later"] * 8 + ["drop"] * 4 + ["drop_after"] * 4 + ["hang"] + ["hang_after"] + ["no"] * 2
    people = [given.contact(f"Person {number}") for number in range(60)]
    out = [given.contact(f"Away {number}", agrees=False) for number in range(5)]
    mail_server.mood = lambda _: chance.choice(moods)
    given.running(marketer)

    senders.start(count=2, workers=3)
    senders.until(lambda: is_over(crm), 60)

    got = mail_server.to()
    status = {row[0]: row[1] for row in crm.rows(select(Send.contact_id, Send.status))}
    assert max(got[f"{each}@example.com"] for each in people) == 1
    assert not {f"{each}@example.com" for each in out} & set(got)
    for each in people:
        arrived = got[f"{each}@example.com"]
        assert (status[each] == "unknown") or (arrived == (1 if status[each] == "sent" else 0)), status[each]
