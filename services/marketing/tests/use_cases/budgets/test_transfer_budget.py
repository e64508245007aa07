"""Asking to move budget."""

from typing import Any

from crm_contracts.marketing.commands.budgets import TransferBudget
from crm_contracts.marketing.queries.budgets import GetBudget
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_nothing_moves_before_somebody_agrees(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.siblings(marketer)

    asked = given.transfer(marketer, one, other, "40.00")

    assert (asked["status"], asked["submitted_by"]) == ("pending_approval", str(marketer.user_id))
    assert crm.ask(GetBudget, marketer, holder_id=one["id"])["total"]["planned"] == given.yuan("100.00")


def test_budget_moves_between_siblings_only(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, _ = given.siblings(marketer)
    stranger = given.campaign(marketer)

    with crm.refused(409, "not_siblings"):
        given.transfer(marketer, one, stranger, "40.00")
    with crm.refused(409, "not_siblings"):
        given.transfer(marketer, one, one, "40.00")


def test_no_more_moves_than_there_is(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.siblings(marketer)

    with crm.refused(409, "budget_exceeded"):
        given.transfer(marketer, one, other, "100.01")
    with crm.refused(422, "not_positive", pointer="/amount/amount"):
        given.transfer(marketer, one, other, "0.00")
    with crm.refused(403):
        given.transfer(crm.person("marketing.budget.read:all"), one, other, "1.00")
    with crm.refused(422, "unknown_field", pointer="/status"):
        crm.do(
            TransferBudget, marketer, from_id=one["id"], to_id=other["id"], cost_type="media", amount=given.yuan("1.00"), status="x"
        )  # fmt: skip
