"""Sending orders back that wait."""

from typing import Any

from crm_contracts.sales.commands.orders import ConfirmOrder, RejectOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_rejected_order_is_a_draft_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.waiting(rep)

    back = crm.do(RejectOrder, crm.administrator(), order_id=order["id"], version=order["version"], comment="Ask for cash")

    assert (back["status"], back["decision_comment"], back["confirmed_on"]) == ("draft", "Ask for cash", None)
    assert crm.events("sales.order.approval_decided.v1")[0]["data"]["approved"] is False
    again = crm.do(ConfirmOrder, rep, order_id=back["id"], version=back["version"], confirm_warnings=True)
    assert (again["status"], again["decided_by"]) == ("pending_approval", None)


def test_its_author_does_not_reject_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.waiting(rep)

    with crm.refused(403, "own_record"):
        crm.do(RejectOrder, rep, order_id=order["id"], version=order["version"], comment="No")
