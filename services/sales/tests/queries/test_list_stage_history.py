"""What happened to opportunities."""

from typing import Any

from crm_contracts.sales.commands.opportunities import AdvanceOpportunity
from crm_contracts.sales.queries.opportunities import ListPipeline, ListStageHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_time_in_each_stage_is_kept(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)
    given.days_pass(3)

    crm.do(AdvanceOpportunity, rep, opportunity_id=deal["id"], version=deal["version"])

    where = {"and": [{"field": "opportunity_id", "value": deal["id"]}, {"field": "seconds_in_stage", "op": "gte", "value": 1}]}
    row = crm.ask(ListStageHistory, rep, where=where, count="exact")
    assert row["count"] == 1
    entry = row["data"][0]
    assert (entry["from_stage"], entry["stage"], entry["direction"]) == ("qualification", "needs", "forward")
    assert 3 * 86400 <= entry["seconds_in_stage"] < 3 * 86400 + 60


def test_nobody_reads_the_history_of_what_they_cannot_see(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.opportunity(rep)
    other = crm.person("sales.*:own")

    assert crm.ask(ListStageHistory, other, count="exact") == {"data": [], "has_more": False, "next_cursor": None, "count": 0}
    assert crm.ask(ListPipeline, other, as_of=given.in_days(0))["data"] == []
    assert len(crm.ask(ListPipeline, rep, as_of=given.in_days(0))["data"]) == 1


def test_pages_of_history_follow_each_other(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for _ in range(3):
        given.lost(rep)

    first = crm.ask(ListStageHistory, rep, limit=4)
    rest = crm.ask(ListStageHistory, rep, limit=4, cursor=first["next_cursor"])

    assert len({row["id"] for row in first["data"] + rest["data"]}) == 6
