"""Who works here, and whose records are whose."""

from typing import Any

from sqlalchemy import select

from crm_kit.testing.service import ServiceUnderTest
from inventory.domain.order_fulfilment import OrderFulfilment


def test_orders_follow_their_owner_into_another_team(crm: ServiceUnderTest, given: Any) -> None:
    owner = crm.person(team="/1/")
    given.order(given.line(given.product(), 1), owner_id=owner.user_id)

    crm.hear_golden("identity.user.updated.v1", id=owner.user_id, team_path="/1/7/", is_active=True, aggregateversion=2)

    assert crm.rows(select(OrderFulfilment.team_path)) == [("/1/7/",)]
