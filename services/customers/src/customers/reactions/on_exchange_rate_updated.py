"""What open opportunities in another currency are worth follows its rate."""

from sqlalchemy import select

from crm_contracts.sales.events import ExchangeRateUpdated
from crm_kit.work import Work
from customers.app import app
from customers.domain.copies import OpportunityCopy, RateCopy
from customers.figures import refresh


@app.reacts(ExchangeRateUpdated)
def on_exchange_rate_updated(event: ExchangeRateUpdated, work: Work) -> None:
    if work.copy(RateCopy, event.id, currency=event.currency, rate=event.rate, date=event.date):
        in_it = select(OpportunityCopy.account_id).where(
            OpportunityCopy.currency == event.currency, OpportunityCopy.base_amount.is_(None)
        )
        refresh(work, set(work.session.scalars(in_it)))
