"""One order."""

from typing import Any

from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_as_it_was_made(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep)

    assert crm.ask(GetOrder, rep, order_id=order["id"]) == order


def test_others_do_not_find_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep)

    with crm.refused(404):
        crm.ask(GetOrder, crm.person("sales.order.read:own"), order_id=order["id"])
