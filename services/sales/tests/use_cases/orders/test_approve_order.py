"""Approving orders that wait."""

from typing import Any

from crm_contracts.sales.commands.orders import ApproveOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_somebody_else_lets_it_through_as_an_exception(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, order = crm.administrator(), given.waiting(rep)

    bound = crm.do(ApproveOrder, boss, order_id=order["id"], version=order["version"], comment="They pay")

    assert (bound["status"], bound["is_exception"], bound["decided_by"]) == ("confirmed", True, str(boss.user_id))
    event = crm.events("sales.order.approval_decided.v1")[0]
    assert (event["data"]["approved"], event["data"]["comment"]) == (True, "They pay")
    write_golden(event)
    assert crm.events("sales.order.confirmed.v1")[0]["data"]["is_exception"] is True


def test_its_author_does_not_approve_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.waiting(rep)

    with crm.refused(403, "own_record"):
        crm.do(ApproveOrder, rep, order_id=order["id"], version=order["version"])

    assert crm.events("sales.order.confirmed.v1") == []


def test_only_what_waits_is_approved(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep)

    with crm.refused(409, "illegal_transition"):
        crm.do(ApproveOrder, crm.administrator(), order_id=order["id"], version=order["version"])
