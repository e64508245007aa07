"""The pipeline of a day in the past."""

from typing import Any

from crm_contracts.sales.commands.opportunities import ChangeOpportunity, DeleteOpportunity
from crm_contracts.sales.queries.opportunities import ListPipeline
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_each_deal_is_as_it_was_then(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    one = given.opportunity(rep, name="One", close_date=given.in_days(40))
    two = given.opportunity(rep, name="Two", close_date=given.in_days(50))
    given.days_pass(3)
    crm.do(ChangeOpportunity, rep, opportunity_id=one["id"], version=one["version"], close_date=given.in_days(60))
    crm.do(DeleteOpportunity, rep, opportunity_id=two["id"], version=two["version"])
    given.opportunity(rep, name="New")

    then = crm.ask(ListPipeline, rep, as_of=given.in_days(-1))["data"]
    now = crm.ask(ListPipeline, rep, as_of=given.in_days(0), sort="close_date")["data"]

    assert [(row["name"], row["close_date"]) for row in then] == [("One", given.in_days(40).isoformat())]
    assert [(row["name"], row["close_date"]) for row in now] == [
        ("New", given.in_days(30).isoformat()), ("One", given.in_days(60).isoformat()),
    ]  # fmt: skip
    assert crm.ask(ListPipeline, rep, as_of=given.in_days(-9))["data"] == []


def test_pages_and_filters_work_on_the_past_too(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for number in range(3):
        given.opportunity(rep, name=f"Deal {number}", close_date=given.in_days(10 + number))
    given.lost(rep, name="Lost")
    given.days_pass(2)
    asked = {"as_of": given.in_days(-1), "where": {"field": "status", "value": "open"}, "limit": 2}

    first = crm.ask(ListPipeline, rep, **asked, count="exact")
    rest = crm.ask(ListPipeline, rep, **asked, cursor=first["next_cursor"])

    assert first["count"] == 3
    assert [row["name"] for row in first["data"] + rest["data"]] == ["Deal 0", "Deal 1", "Deal 2"]
