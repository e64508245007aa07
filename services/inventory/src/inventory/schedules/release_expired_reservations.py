"""What was kept for somebody until a time that is over goes to those who wait for it."""

import datetime as dt

from sqlalchemy import select

from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.alarms import check_alarms
from inventory.lookups.balances import locked_stock
from inventory.lookups.serving import expired, hold_waiting_orders, serve

MOST_PRODUCTS = 200


@app.due(every=dt.timedelta(minutes=5))
def release_expired_reservations(work: Work) -> None:
    over = StockMove.status.in_(OPEN) & (StockMove.strength == "soft") & (StockMove.expires_at <= work.now)
    product_ids = set(work.session.scalars(select(StockMove.product_id).where(over).distinct().limit(MOST_PRODUCTS)))
    hold_waiting_orders(work, product_ids)
    expired(work, product_ids)
    work.flush()
    serve(work, product_ids)
    check_alarms(work, [balance for places in locked_stock(work, product_ids).values() for balance in places])
