"""Agreeing to move budget."""

from typing import Any

from crm_contracts.marketing.commands.budgets import ApproveBudgetTransfer
from crm_contracts.marketing.queries.budgets import GetBudget
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_moves_and_the_plan_above_has_what_it_had(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.siblings(marketer)
    asked = given.transfer(marketer, one, other, "40.00")

    moved = crm.do(ApproveBudgetTransfer, crm.administrator(), transfer_id=asked["id"], version=asked["version"])

    planned = [crm.ask(GetBudget, marketer, holder_id=each["id"])["total"]["planned"]["amount"] for each in (one, other)]
    above = crm.ask(GetBudget, marketer, holder_id=one["parent_id"])["total"]
    assert (moved["status"], planned) == ("approved", ["60.00", "140.00"])
    assert (above["planned"], above["allotted"]) == (given.yuan("500.00"), given.yuan("200.00"))


def test_whoever_asked_does_not_agree(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.siblings(marketer)
    asked = given.transfer(marketer, one, other, "40.00")

    with crm.refused(403, "own_record"):
        crm.do(ApproveBudgetTransfer, marketer, transfer_id=asked["id"], version=asked["version"])


def test_what_was_spent_in_the_meantime_does_not_move(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.siblings(marketer)
    asked = given.transfer(marketer, one, other, "40.00")
    given.cost(marketer, one, "60.01")

    with crm.refused(409, "budget_exceeded"):
        crm.do(ApproveBudgetTransfer, crm.administrator(), transfer_id=asked["id"], version=asked["version"])
    assert crm.ask(GetBudget, marketer, holder_id=other["id"])["total"]["planned"] == given.yuan("100.00")
