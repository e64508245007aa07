"""What inventory tells of deliveries."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.marketing.queries.reports import CampaignReturns
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.mark.parametrize("later", ["inventory.delivery.delivered.v1", "inventory.delivery.failed.v1"])
def test_heard_twice_and_late_the_cost_is_the_same(crm: ServiceUnderTest, given: Any, marketer: Caller, later: str) -> None:
    campaign, account, delivery, product = given.campaign(marketer), uuid4(), uuid4(), uuid4()
    given.met(account, campaign)
    order = given.order(account, net="100.00")
    line = {"order_id": order, "order_line_id": uuid4(), "product_id": product, "qty": "1"}
    told = {"id": delivery, "delivery_id": delivery, "order_ids": [order], "lines": [line]}

    given.moved(delivery, product, "30.00")
    for type_, version in ((later, 2), ("inventory.delivery.shipped.v1", 1), (later, 2)):
        crm.hear_golden(type_, aggregateversion=version, **told)

    assert crm.ask(CampaignReturns, marketer)["rows"][0]["goods"]["amount"] == "30.00"
