"""What inventory tells of deliveries."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.marketing.queries.reports import CampaignReturns
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.mark.parametrize("later", ["inventory.delivery.delivered.v1", "inventory.delivery.failed.v1"])
def test_heard_twice_and_late_the_cost_is_the_same(crm: ServiceUnderTest, given: Any, marketer: Caller, later: str) -> None:
    campaign, account, delivery, line_id = given.campaign(marketer), uuid4(), uuid4(), uuid4()
    given.met(account, campaign)
    order = given.order(account, net="100.00")
    line = {"order_id": order, "order_line_id": line_id, "product_id": uuid4(), "qty": "1"}
    worth = {"order_line_id": line_id, "cost": {"amount": "30.00", "currency": "CNY"}}
    told = {"id": delivery, "delivery_id": delivery, "order_ids": [order], "lines": [line], "costs": [worth]}

    for type_, version in ((later, 2), ("inventory.delivery.shipped.v1", 1), (later, 2)):
        crm.hear_golden(type_, aggregateversion=version, **told)

    assert crm.ask(CampaignReturns, marketer)["rows"][0]["goods"]["amount"] == "30.00"


def test_a_line_of_an_order_that_two_notices_brought_costs_what_it_cost_and_a_service_nothing(
    crm: ServiceUnderTest, given: Any, marketer: Caller
) -> None:
    campaign, account, line_id = given.campaign(marketer), uuid4(), uuid4()
    given.met(account, campaign)
    order = given.order(account, net="100.00")
    twice = [{"order_id": order, "order_line_id": line_id, "product_id": uuid4(), "qty": "1"}] * 2
    service = {"order_id": order, "order_line_id": uuid4(), "product_id": uuid4(), "qty": "1"}
    costs = [{"order_line_id": line_id, "cost": {"amount": "35.00", "currency": "CNY"}}]

    given.delivered({order: "1"}, cost="0.00", lines=[*twice, service], costs=costs)

    assert crm.ask(CampaignReturns, marketer)["rows"][0]["goods"]["amount"] == "35.00"
