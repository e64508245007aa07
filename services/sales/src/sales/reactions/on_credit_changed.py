"""What accounts may owe, as finance says in customers."""

from __future__ import annotations

from crm_contracts.customers.events import CreditChanged
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import CreditCopy


@app.reacts(CreditChanged, in_batches=True)
def on_credit_changed(event: CreditChanged, work: Work) -> None:
    limit = {"limit_value": event.limit and event.limit.amount, "limit_currency": event.limit and event.limit.currency}
    work.keep(CreditCopy, event.account_id, **limit, terms_days=event.terms_days, grade=event.grade)
