"""Payments as they come in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, select

from crm_kit.errors import Duplicate
from crm_kit.messages import as_json
from crm_kit.numbering import next_number
from crm_kit.work import Work
from sales.domain.payment import Payment
from sales.domain.rates import Quote
from sales.domain.settings import SalesSettings
from sales.lookups.rates import base_currency, market

PREFIXES = {"receipt": "PAY", "refund": "RF"}


def enter(work: Work, payment: Payment, rules: SalesSettings) -> None:
    """Let a payment count, at the rate by hand or that of the day it was received on, which is in no closed period."""
    rules.check_open(payment.received_on, work.today, "/received_on")
    payment.post(_quote(work, payment, payment.received_on))


def _quote(work: Work, payment: Payment, day: dt.date) -> Quote | None:
    if payment.rate is not None:
        return Quote(base_currency(), payment.rate, day)
    return market(work, day)(payment.currency)


def take_number(work: Work, payment: Payment) -> None:
    """The next number of the year it was received in."""
    payment.number = next_number(work.session, PREFIXES[payment.kind], payment.received_on.year)


def refuse_same_payment(work: Work, payment: Payment) -> None:
    """Duplicate (409 `possible_duplicate`) where the same money was entered before. Twins wait for each other."""
    told = (payment.account_id, payment.amount.amount.normalize(), payment.received_on)
    key = f"payment {work.caller.tenant_id} {' '.join(map(str, told))}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    found = work.session.execute(_same(payment)).all()
    if found:
        shown = [as_json({"id": row.id, "number": row.number, "status": row.status}) for row in found]
        raise Duplicate("The same payment was entered before", code="possible_duplicate", candidates=shown)


def _same(payment: Payment) -> Any:
    alike: dict[str, Any] = {
        "account_id": payment.account_id, "amount_value": payment.amount.amount, "amount_currency": payment.currency,
        "received_on": payment.received_on, "payer": payment.payer, "bank_reference": payment.bank_reference, "kind": "receipt",
    }  # fmt: skip
    counted = (Payment.deleted_at.is_(None), Payment.status.not_in(("bounced", "reversed")))
    return select(Payment.id, Payment.number, Payment.status).filter_by(**alike).where(*counted).limit(5)
