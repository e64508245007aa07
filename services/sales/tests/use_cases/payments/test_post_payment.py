"""Drafts come to count."""

from typing import Any

from crm_contracts.sales.commands.payments import PostPayment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_cash_counts_at_once_and_a_cheque_waits(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    cash = given.payment(rep, account, method="cash", post=False)
    cheque = given.payment(rep, account, method="cheque", post=False)

    posted = crm.do(PostPayment, rep, payment_id=cash["id"], version=cash["version"])
    waiting = crm.do(PostPayment, rep, payment_id=cheque["id"], version=cheque["version"])

    assert (posted["status"], waiting["status"]) == ("posted", "pending_clearance")
    assert [event["subject"] for event in crm.events("sales.payment.posted.v1")] == [cash["id"]]
    with crm.refused(409, "illegal_transition"):
        crm.do(PostPayment, rep, payment_id=cash["id"], version=posted["version"])


def test_without_a_rate_it_is_not_posted(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    draft = given.payment(rep, given.account(), "5.00", "USD", post=False)

    with crm.refused(422, "missing_exchange_rate", pointer="/amount/currency"):
        crm.do(PostPayment, rep, payment_id=draft["id"], version=draft["version"])
