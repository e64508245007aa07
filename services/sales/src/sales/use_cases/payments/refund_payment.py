"""Give money back."""

from __future__ import annotations

import datetime as dt

from crm_contracts.sales.commands.payments import RefundPayment
from crm_kit.errors import Invalid
from crm_kit.money import Money
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment
from sales.lookups.posting import day_of_posting
from sales.lookups.receipts import take_number


@app.handles(RefundPayment)
def refund_payment(command: RefundPayment, work: Work) -> Payment:
    payment = work.get(Payment, command.payment_id, version=command.version, lock=True)
    day = day_of_posting(work, command.refunded_on, "/refunded_on")
    if day < payment.received_on:
        raise Invalid.field("/refunded_on", "out_of_range", "It is given back on the day it was received or later")
    refund = _document(command, payment, day, command.amount or payment.unallocated)
    refund.stand_for(payment, payment.refund(refund.amount, refund.id))
    work.add(refund)
    take_number(work, refund)
    return refund


def _document(command: RefundPayment, payment: Payment, day: dt.date, amount: Money) -> Payment:
    refund = Payment(account_id=payment.account_id, owner_id=payment.owner_id, team_path=payment.team_path, kind="refund")
    told = {"payer": payment.payer, "bank_reference": command.bank_reference, "reason": command.reason}
    refund.draft(amount, app.base_currency, received_on=day, method=command.method or payment.method, **told)
    return refund
