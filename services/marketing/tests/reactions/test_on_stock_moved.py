"""What inventory tells of moved goods."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.reports import CampaignReturns
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_each_move_of_a_delivery_counts_once_and_others_not(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, account, product, move = given.campaign(marketer), uuid4(), uuid4(), uuid4()
    given.met(account, campaign)
    order = given.order(account, net="100.00")
    line = {"order_id": order, "order_line_id": uuid4(), "product_id": product, "qty": "2"}
    delivery = given.delivered({}, cost="0.00", order_ids=[order], lines=[line])

    for _ in range(2):
        given.moved(delivery, product, "30.00", id=move)
    given.moved(delivery, product, "5.00")
    given.moved(delivery, product, "1000.00", document_kind="stock_adjustment")

    assert crm.ask(CampaignReturns, marketer)["rows"][0]["goods"]["amount"] == "35.00"
