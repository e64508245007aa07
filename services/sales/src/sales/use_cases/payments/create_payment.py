"""Money that came in."""

from __future__ import annotations

from crm_contracts.sales.commands.payments import CreatePayment
from crm_kit.colleagues import give
from crm_kit.errors import Invalid
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import NEEDS_CLEARANCE, Payment
from sales.lookups.allocating import allocate
from sales.lookups.buyers import buyer
from sales.lookups.figures import catch_up
from sales.lookups.receipts import enter, refuse_same_payment, take_number

ABOUT_ENTERING = ("account_id", "amount", "received_on", "post", "allocations", "fifo", "confirm_duplicate", "owner_id")


@app.handles(CreatePayment)
def create_payment(command: CreatePayment, work: Work) -> Payment:
    _check(command)
    payer = buyer(work, command.account_id)
    payment = Payment(account_id=payer.account.id, owner_id=payer.account.owner_id, team_path=payer.account.team_path)
    give(work, payment, command.owner_id)
    told = {**given(command, but=ABOUT_ENTERING), "rate_reason": command.rate_reason or ""}
    payment.draft(command.amount, app.base_currency, received_on=command.received_on or work.today, **told)
    if not command.confirm_duplicate:
        refuse_same_payment(work, payment)
    work.add(payment)
    if command.post:
        enter(work, payment, payer.rules)
    settles = command.allocations or command.fifo
    orders = allocate(work, payment, payer.rules, command.allocations, command.fifo) if settles else {}
    take_number(work, payment)
    catch_up(work, orders)
    return payment


def _check(command: CreatePayment) -> None:
    pointer = "/allocations" if command.allocations else "/fifo"
    if not (command.allocations or command.fifo):
        return
    if not command.post:
        raise Invalid.field(pointer, "not_posted", "A draft settles nothing; post it")
    if command.method in NEEDS_CLEARANCE:
        raise Invalid.field(pointer, "awaits_clearance", "It settles something once the bank has honoured it")
