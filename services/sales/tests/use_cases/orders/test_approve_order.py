"""Approving orders that wait."""

from typing import Any
from uuid import UUID

from crm_contracts.sales.commands.orders import ApproveOrder, ChangeOrder, ConfirmOrder
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


def test_whoever_changed_the_draft_does_not_approve_it_either(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, account = crm.administrator(), given.account()
    given.credit(account, "5.00")
    order = given.order(rep, account_id=account)
    changed = crm.do(ChangeOrder, boss, order_id=order["id"], version=order["version"], note="More")
    waiting = crm.do(ConfirmOrder, rep, order_id=order["id"], version=changed["version"], confirm_warnings=True)

    with crm.refused(403, "own_record"):
        crm.do(ApproveOrder, boss, order_id=order["id"], version=waiting["version"])

    other = crm.administrator()
    assert crm.do(ApproveOrder, other, order_id=order["id"], version=waiting["version"])["status"] == "confirmed"


def test_a_product_blocked_meanwhile_is_not_sold_by_an_approval(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.waiting(rep)
    product = order["lines"][0]["product_id"]
    told = {"name": "Pump", "spec": "", "category": "", "brand": "", "kind": "goods", "uom": "pcs", "tax_class": ""}
    blocked = {"id": product, "code": "P-1", "list_price": None, "status": "blocked", "reason": "Recalled", **told}
    crm.hear_data("inventory.product.blocked.v1", UUID(product), blocked, aggregateversion=2)

    with crm.refused(409, "not_for_sale", "/lines/0/product_id") as problem:
        crm.do(
            ApproveOrder, crm.administrator(), order_id=order["id"], version=order["version"], confirm_warnings=True
        )  # fmt: skip

    assert problem["confirmable"] is False
    assert crm.events("sales.order.confirmed.v1") == []


def test_what_is_owed_beside_it_by_now_is_to_be_confirmed(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order, boss = given.waiting(rep), crm.administrator()
    given.credit(order["account_id"], "4.00", version=2)

    with crm.refused(409, "credit_limit", "/account_id") as problem:
        crm.do(ApproveOrder, boss, order_id=order["id"], version=order["version"])
    assert problem["confirmable"] is True

    bound = crm.do(ApproveOrder, boss, order_id=order["id"], version=order["version"], confirm_warnings=True)
    assert (bound["status"], "credit_limit" in {each["code"] for each in bound["findings"]}) == ("confirmed", True)
