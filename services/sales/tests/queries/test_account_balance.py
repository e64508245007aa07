"""How an account stands."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.orders import ConfirmOrder
from crm_contracts.sales.queries.receivables import AccountBalance
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def figures(crm: ServiceUnderTest, who: Caller, account: Any) -> list[str]:
    balance = crm.ask(AccountBalance, who, account_id=account)
    return [balance[name]["amount"] for name in ("open_orders", "unpaid", "overdue", "advances", "exposure")]


def test_open_orders_unpaid_and_overdue_invoices_advances_and_limit(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    given.credit(account, "1000.00", terms_days=15)
    given.order_for(rep, "100.00", account_id=account)
    given.invoice(rep, given.order_for(rep, "200.00", account_id=account), posted_on=given.in_days(-20))
    given.invoice(rep, given.order_for(rep, "50.00", account_id=account))
    given.payment(rep, account, "30.00")

    balance = crm.ask(AccountBalance, rep, account_id=account)

    assert figures(crm, rep, account) == ["100.00", "250.00", "200.00", "30.00", "320.00"]
    assert (balance["limit"]["amount"], balance["available"]["amount"], balance["terms_days"]) == ("1000.00", "680.00", 15)
    assert (balance["orders"], balance["invoices"], balance["oldest_days"]) == (3, 2, 5)


def test_a_down_payment_is_a_part_of_its_order_and_not_owed_twice(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    order = given.order_for(rep, "1000.00", account_id=account)

    advance = given.invoice(rep, order, kind="down_payment", percent="30")
    asked = figures(crm, rep, account)
    given.payment(rep, account, "300.00", allocations=[{"invoice_id": advance["id"]}])
    paid = figures(crm, rep, account)
    given.invoice(rep, order)

    assert asked == ["1000.00", "300.00", "0.00", "0.00", "1000.00"]
    assert paid == ["1000.00", "0.00", "0.00", "0.00", "700.00"]
    assert figures(crm, rep, account) == ["0.00", "700.00", "0.00", "0.00", "700.00"]


def test_an_order_is_checked_against_what_is_unpaid_and_paid_in_advance(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    given.credit(account, "1000.00")
    given.invoice(rep, given.order_for(rep, "900.00", account_id=account))
    lines = [{"kind": "charge", "name": "Training", "qty": "1", "unit_price": "200.00"}]
    order = given.order(rep, account_id=account, lines=lines)
    told = {"order_id": order["id"], "version": order["version"], "confirm_warnings": True}

    given.payment(rep, account, "100.00")
    confirmed = crm.do(ConfirmOrder, rep, **told)
    waiting = given.confirmed(rep, account_id=account, lines=lines)

    assert (confirmed["status"], waiting["status"]) == ("confirmed", "pending_approval")


def test_an_account_that_one_does_not_see_is_not_there(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()

    with crm.refused(404):
        crm.ask(AccountBalance, rep, account_id=uuid4())
    with crm.refused(404):
        crm.ask(AccountBalance, crm.person("sales.*:own", "customers.account.read:own"), account_id=account)


def test_without_a_limit_nothing_is_available_or_not_and_a_merged_account_is_its_survivor(
    crm: ServiceUnderTest, given: Any, rep: Caller
) -> None:
    old, survivor = given.account("Old"), given.account("Survivor")
    given.order_for(rep, "10.00", account_id=old)
    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])

    balance = crm.ask(AccountBalance, rep, account_id=old)

    assert (balance["account_id"], balance["limit"], balance["available"]) == (str(survivor), None, None)
    assert balance["open_orders"]["amount"] == "10.00"
