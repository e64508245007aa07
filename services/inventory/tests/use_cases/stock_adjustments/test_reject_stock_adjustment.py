"""Somebody else turns down what should not be."""

from typing import Any

from crm_contracts.inventory.commands.stock import RejectStockAdjustment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_rejected_adjustment_moves_nothing(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()
    given.settings(adjustment_approval_limit={"amount": "0.00", "currency": "CNY"})
    waiting = given.stock(product, 10)

    with crm.refused(403, "own_record"):
        crm.do(RejectStockAdjustment, keeper, adjustment_id=waiting["id"], version=waiting["version"], comment="No")
    rejected = crm.do(
        RejectStockAdjustment, crm.administrator(), adjustment_id=waiting["id"], version=waiting["version"], comment="Count again"
    )  # fmt: skip

    assert (rejected["status"], rejected["decision_comment"]) == ("rejected", "Count again")
    assert given.balance(product) == (0, 0)


def test_what_is_posted_is_not_rejected(crm: ServiceUnderTest, given: Any) -> None:
    posted = given.stock(given.product(), 10)

    with crm.refused(409, "illegal_transition"):
        crm.do(RejectStockAdjustment, crm.administrator(), adjustment_id=posted["id"], version=posted["version"], comment="No")
