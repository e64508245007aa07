"""Lists of target lists."""

from typing import Any

from crm_contracts.marketing.commands.target_lists import CreateTargetList
from crm_contracts.marketing.queries.target_lists import ListTargetLists
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_they_come_by_name(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.everybody(marketer, name="Zebra")
    crm.do(CreateTargetList, marketer, name="Apple", kind="static", contact_ids=[given.contact()])

    assert [row["name"] for row in crm.ask(ListTargetLists, marketer)["data"]] == ["Apple", "Zebra"]
    static = crm.ask(ListTargetLists, marketer, where={"field": "kind", "value": "static"})["data"]
    assert [row["name"] for row in static] == ["Apple"]
    assert crm.ask(ListTargetLists, crm.person("marketing.*:own"))["data"] == []
