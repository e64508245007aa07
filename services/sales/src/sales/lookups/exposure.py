"""What an account owes, or will."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.work import Work
from sales.domain.order import BINDING, Order
from sales.lookups.receivables import owed_beside_orders


def owed(work: Work, account_id: UUID, but: UUID) -> Decimal:
    """Open orders, less that one, and what is unpaid beside them, in the base currency."""
    open_orders = select(func.coalesce(func.sum(Order.open_base), 0)).where(
        Order.account_id == account_id, Order.status.in_(BINDING), Order.deleted_at.is_(None), Order.id != but
    )
    beside = owed_beside_orders(account_id).scalar_subquery()
    return work.session.scalars(select(open_orders.scalar_subquery() + beside)).one()
