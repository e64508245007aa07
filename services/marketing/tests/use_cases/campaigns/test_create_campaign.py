"""Making campaigns."""

from typing import Any
from uuid import uuid4

import pytest

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_campaign_has_its_messages_in_their_order(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    first, second = uuid4(), uuid4()

    campaign = given.campaign(marketer, steps=[{"template_id": first}, {"template_id": second, "delay_hours": 48}])

    assert (campaign["status"], campaign["number"][:3], campaign["count"]) == ("draft", "CA-", 0)
    assert [(step["position"], step["template_id"], step["delay_hours"]) for step in campaign["steps"]] == [
        (0, str(first), 0), (1, str(second), 48),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "code", "pointer"),
    [
        ({"plan_id": uuid4()}, "unknown_plan", "/plan_id"),
        ({"list_id": uuid4()}, "unknown_list", "/list_id"),
        ({"excluded_list_ids": [uuid4()]}, "unknown_list", "/excluded_list_ids/0"),
        ({"ends_on": "2020-01-01"}, "ends_before_start", "/ends_on"),
        ({"expected_cost": {"amount": "1.00", "currency": "EUR"}}, "wrong_currency", "/expected_cost/currency"),
        ({"expected_cost": {"amount": "0.00", "currency": "CNY"}}, "not_positive", "/expected_cost/amount"),
        ({"topic": "Big News!"}, "invalid", "/topic"),
        ({"sender_email": "nobody"}, "invalid", "/sender_email"),
        ({"steps": [{"template_id": str(uuid4()), "delay_hours": -1}]}, "invalid", "/steps/0/delay_hours"),
        ({"status": "running"}, "unknown_field", "/status"),
    ],
)
def test_what_is_wrong_is_named(
    crm: ServiceUnderTest, given: Any, marketer: Caller, fields: dict[str, Any], code: str, pointer: str
) -> None:
    with crm.refused(422, code, pointer=pointer):
        given.campaign(marketer, **fields)


def test_its_period_lies_inside_its_plans(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)

    with crm.refused(422, "outside_parent", pointer="/ends_on"):
        given.campaign(marketer, plan_id=plan["id"], ends_on=given.in_days(31))
