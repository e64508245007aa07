"""Looking at lists before they are used."""

from typing import Any

from crm_contracts.marketing.queries.target_lists import PreviewTargetList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_how_many_some_of_them_and_who_would_get_nothing(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    acme = given.account("Acme")
    for number in range(11):
        given.contact(f"Contact {number:02}", account_id=acme)
    given.contact("Silent", agrees=False)
    given.contact("Nowhere", emails_norm=[])
    excluded = given.everybody(marketer, where={"field": "name", "value": "Contact 03"})
    target = given.everybody(marketer)

    found = crm.ask(PreviewTargetList, marketer, list_id=target["id"], excluded_list_ids=[excluded["id"]])

    assert (found["count"], found["reachable"], len(found["sample"])) == (13, 10, 10)
    assert {each["reason"]: each["count"] for each in found["suppressed"]} == {"excluded": 1, "no_consent": 1, "no_address": 1}
    assert (found["sample"][0]["name"], found["sample"][0]["account_name"]) == ("Contact 00", "Acme")


def test_conditions_can_be_tried_without_a_list(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada")

    assert crm.ask(PreviewTargetList, marketer, where={"field": "name", "value": "Ada"})["count"] == 1
    assert crm.ask(PreviewTargetList, marketer, where={"field": "name", "value": "Nobody"})["count"] == 0
    with crm.refused(422, "unknown_field", pointer="/where/field"):
        crm.ask(PreviewTargetList, marketer, where={"field": "nothing", "value": 1})
    with crm.refused(422, "required", pointer="/list_id"):
        crm.ask(PreviewTargetList, marketer)


def test_only_whom_one_may_see_is_counted(crm: ServiceUnderTest, given: Any) -> None:
    rep = crm.person("marketing.*:own")
    given.contact("Mine", owner_id=rep.user_id)
    given.contact("Other")

    found = crm.ask(PreviewTargetList, rep, where={"field": "has_email", "value": True})

    assert (found["count"], [each["name"] for each in found["sample"]]) == (1, ["Mine"])
