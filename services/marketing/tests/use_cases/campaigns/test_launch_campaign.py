"""Starting campaigns."""

from typing import Any

from sqlalchemy import select

from crm_contracts.marketing.commands.campaigns import LaunchCampaign
from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from marketing.domain.target_list import SnapshotMember


def reasons(crm: ServiceUnderTest) -> dict[str, str]:
    return {str(row[0]): row[1] for row in crm.rows(select(SnapshotMember.contact_id, SnapshotMember.reason))}


def test_the_list_is_taken_down_as_it_stands(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada = given.contact("Ada")
    running = given.running(marketer)

    given.contact("Bob")
    given.contact("Ada", id=ada, aggregateversion=2, title="Boss")

    assert (running["status"], running["count"]) == ("running", 1)
    meant = crm.ask(ListTargetContacts, marketer, campaign_id=running["id"])["data"]
    assert [row["id"] for row in meant] == [str(ada)]
    event = crm.events("marketing.campaign.launched.v1")[0]
    assert (event["data"]["count"], event["data"]["list_snapshot_id"]) == (1, running["list_snapshot_id"])
    write_golden(event)


def test_who_gets_nothing_is_there_with_the_reason(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    troubled = given.account("Troubled")
    ada, silent = given.contact("Ada"), given.contact("Silent", agrees=False)
    away, upset = given.contact("Away"), given.contact("Upset", account_id=troubled)
    nowhere, out = given.contact("Nowhere", emails_norm=[]), given.contact("Out")
    given.consent(away, "opted_out")
    given.ticket(troubled)
    excluded = given.everybody(marketer, name="Not them", where={"field": "name", "value": "Out"})

    running = given.running(marketer, excluded_list_ids=[excluded["id"]])

    assert running["count"] == 6
    assert reasons(crm) == {
        str(ada): "", str(silent): "no_consent", str(away): "opted_out", str(upset): "open_ticket", str(nowhere): "no_address",
        str(out): "excluded",
    }  # fmt: skip


def test_silence_is_no_refusal_where_consent_is_not_the_basis(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    silent, away = given.contact("Silent", agrees=False), given.contact("Away")
    given.consent(away, "blocked")

    given.running(marketer, legal_basis="legitimate_interest")

    assert reasons(crm) == {str(silent): "", str(away): "opted_out"}


def test_a_refusal_of_the_topic_counts_and_one_of_another_does_not(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    fairs, pumps = given.contact("Fairs"), given.contact("Pumps")
    given.consent(fairs, "opted_out", topic="fairs")
    given.consent(pumps, "opted_out", topic="pumps")

    given.running(marketer, topic="fairs")

    assert reasons(crm) == {str(fairs): "opted_out", str(pumps): ""}


def test_nothing_is_launched_that_does_not_pass(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ready = given.approved(marketer)

    with crm.refused(422, "empty_list", pointer="/list_id"):
        given.step(LaunchCampaign, marketer, ready)
    given.contact()
    running = given.step(LaunchCampaign, marketer, ready)
    with crm.refused(409, "illegal_transition"):
        given.step(LaunchCampaign, marketer, running)
    assert len(reasons(crm)) == 1
