"""Somebody else approves what is worth much."""

from typing import Any

from crm_contracts.inventory.commands.stock import ApproveStockAdjustment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_approved_adjustment_is_posted(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, boss = given.product(), crm.administrator()
    given.settings(adjustment_approval_limit={"amount": "0.00", "currency": "CNY"})
    waiting = given.stock(product, 10)

    posted = crm.do(ApproveStockAdjustment, boss, adjustment_id=waiting["id"], version=waiting["version"], comment="Counted")

    assert (posted["status"], posted["decided_by"], posted["decision_comment"]) == ("posted", str(boss.user_id), "Counted")
    assert given.balance(product) == (10, 0)
    with crm.refused(409, "illegal_transition"):
        crm.do(ApproveStockAdjustment, boss, adjustment_id=waiting["id"], version=posted["version"])


def test_nobody_approves_their_own(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()
    given.settings(adjustment_approval_limit={"amount": "0.00", "currency": "CNY"})
    waiting = given.stock(product, 10)

    with crm.refused(403, "own_record"):
        crm.do(ApproveStockAdjustment, keeper, adjustment_id=waiting["id"], version=waiting["version"])

    assert given.balance(product) == (0, 0)
