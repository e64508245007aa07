"""What currencies are worth, as sales tells of it."""

from __future__ import annotations

from crm_contracts.sales.events import ExchangeRateUpdated
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import ExchangeRateCopy

COPIED = ("currency", "base_currency", "rate", "date")


@app.reacts(ExchangeRateUpdated, in_batches=True)
def on_exchange_rate_updated(event: ExchangeRateUpdated, work: Work) -> None:
    work.keep(ExchangeRateCopy, event.id, **{name: getattr(event, name) for name in COPIED})
