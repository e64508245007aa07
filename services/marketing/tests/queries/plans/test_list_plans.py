"""Lists of plans."""

from typing import Any

from crm_contracts.marketing.queries.plans import ListPlans
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_levels_are_listed_apart_and_below_their_parent(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer, name="Year")
    given.plan(marketer, name="Fairs", level="programme", parent_id=plan["id"])

    def names(**asked: Any) -> list[str]:
        return [row["name"] for row in crm.ask(ListPlans, marketer, sort="name", **asked)["data"]]

    assert names() == ["Fairs", "Year"]
    assert names(where={"field": "level", "value": "plan"}) == ["Year"]
    assert names(where={"field": "parent_id", "value": plan["id"]}) == ["Fairs"]
    assert names(where={"field": "q", "value": "air"}) == ["Fairs"]
    assert crm.ask(ListPlans, crm.person("marketing.*:own"))["data"] == []
