"""What open opportunities in another currency are worth follows its rate, and so do orders of later days."""

from sqlalchemy import select, union

from crm_contracts.sales.events import ExchangeRateUpdated
from crm_kit.work import Work
from customers.app import app
from customers.domain.copies import OpportunityCopy, OrderCopy, RateCopy
from customers.figures import refresh


@app.reacts(ExchangeRateUpdated)
def on_exchange_rate_updated(event: ExchangeRateUpdated, work: Work) -> None:
    if work.copy(RateCopy, event.id, currency=event.currency, rate=event.rate, date=event.date):
        deals = select(OpportunityCopy.account_id).where(
            OpportunityCopy.currency == event.currency, OpportunityCopy.base_amount.is_(None)
        )
        orders = select(OrderCopy.account_id).where(OrderCopy.currency == event.currency, OrderCopy.ordered_on >= event.date)
        refresh(work, set(work.session.scalars(union(deals, orders))))
