"""Not agreeing to move budget."""

from typing import Any

from crm_contracts.marketing.commands.budgets import ApproveBudgetTransfer, RejectBudgetTransfer
from crm_contracts.marketing.queries.budgets import GetBudget
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_rejected_transfer_moves_nothing(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.siblings(marketer)
    asked, boss = given.transfer(marketer, one, other, "40.00"), crm.administrator()

    rejected = crm.do(RejectBudgetTransfer, boss, transfer_id=asked["id"], version=asked["version"], comment="No")

    assert rejected["status"] == "rejected"
    with crm.refused(409, "illegal_transition"):
        crm.do(ApproveBudgetTransfer, boss, transfer_id=asked["id"], version=rejected["version"])
    assert crm.ask(GetBudget, marketer, holder_id=one["id"])["total"]["planned"] == given.yuan("100.00")
