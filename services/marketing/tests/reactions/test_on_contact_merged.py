"""Contacts that became others."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.commands.target_lists import CreateTargetList
from crm_contracts.marketing.queries.messages import CountCampaign
from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from marketing.sending import ledger
from marketing.sending.ledger import Verdict


def test_a_list_has_the_survivor_once(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    survivor, one, other = (given.contact(name) for name in ("Survivor", "One", "Other"))
    both = crm.do(CreateTargetList, marketer, name="Both", kind="static", contact_ids=[survivor, one])
    merged = crm.do(CreateTargetList, marketer, name="Merged", kind="static", contact_ids=[one, other])

    for _ in range(2):
        crm.hear_golden("customers.contact.merged.v1", survivor_id=survivor, merged_ids=[one, other])

    for target in (both, merged):
        assert [row["name"] for row in crm.ask(ListTargetContacts, marketer, list_id=target["id"])["data"]] == ["Survivor"]
    assert [row["name"] for row in crm.ask(ListTargetContacts, marketer)["data"]] == ["Survivor"]


def test_a_contact_may_be_heard_of_after_its_merge(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    merged = uuid4()

    crm.hear_golden("customers.contact.merged.v1", survivor_id=given.contact("Survivor"), merged_ids=[merged])
    given.contact("Merged", id=merged)

    assert [row["name"] for row in crm.ask(ListTargetContacts, marketer)["data"]] == ["Survivor"]


def test_what_waits_for_several_of_one_person_is_sent_once(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.contact("One"), given.contact("Other")
    running = given.running(marketer)
    survivor = given.contact("Survivor")

    crm.hear_golden("customers.contact.merged.v1", survivor_id=survivor, merged_ids=[one, other])

    claims = ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], 10)
    letters = [ledger.hand_over(crm.app, each) for each in claims]
    assert [each.recipient for each in letters if each] == [f"{survivor}@example.com"]
    assert crm.ask(CountCampaign, marketer, campaign_id=running["id"])["suppressed"] == 1


def test_who_has_got_it_under_another_name_gets_it_no_more(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, survivor = given.contact("One"), given.contact("Survivor")
    given.running(marketer)
    (first,) = ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], 1)
    ledger.hand_over(crm.app, first)
    ledger.settle(crm.app, first, Verdict("sent"))

    crm.hear_golden("customers.contact.merged.v1", survivor_id=survivor, merged_ids=[one])

    assert ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], 10) == []
