"""Making plans."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.marketing.commands.plans import CreatePlan
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_programme_belongs_to_a_plan(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)

    programme = given.plan(marketer, name="Fairs", level="programme", parent_id=plan["id"])

    assert (plan["status"], plan["level"], plan["parent_id"]) == ("draft", "plan", None)
    assert (programme["level"], programme["parent_id"]) == ("programme", plan["id"])


def test_a_childs_period_lies_inside_its_parents(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    below = {"level": "programme", "parent_id": plan["id"]}

    with crm.refused(422, "outside_parent", pointer="/ends_on"):
        given.plan(marketer, **below, ends_on=given.in_days(31))
    with crm.refused(422, "outside_parent", pointer="/starts_on"):
        given.plan(marketer, **below, starts_on=given.in_days(-11))
    assert given.plan(marketer, **below, starts_on=given.in_days(-10), ends_on=given.in_days(30))


@pytest.mark.parametrize(
    ("fields", "code", "pointer"),
    [
        ({"level": "programme"}, "wrong_level", "/parent_id"),
        ({"parent_id": uuid4()}, "wrong_level", "/parent_id"),
        ({"level": "programme", "parent_id": uuid4()}, "unknown_plan", "/parent_id"),
        ({"ends_on": "2020-01-01"}, "ends_before_start", "/ends_on"),
        ({"name": ""}, "invalid", "/name"),
        ({"budget": "1"}, "unknown_field", "/budget"),
    ],
)
def test_what_breaks_a_rule_is_named(
    crm: ServiceUnderTest, given: Any, marketer: Caller, fields: dict[str, Any], code: str, pointer: str
) -> None:
    with crm.refused(422, code, pointer=pointer):
        given.plan(marketer, **fields)


def test_nobody_makes_plans_without_the_permission(crm: ServiceUnderTest, given: Any) -> None:
    with crm.refused(403):
        crm.do(CreatePlan, crm.person("marketing.plan.read:all"), name="X", starts_on="2026-01-01", ends_on="2026-02-01")


def test_nothing_is_added_to_a_plan_that_one_cannot_see(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan, stranger = given.plan(marketer), crm.person("marketing.*:own")

    with crm.refused(422, "unknown_plan"):
        given.plan(stranger, level="programme", parent_id=plan["id"])
