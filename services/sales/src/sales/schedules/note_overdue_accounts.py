"""Who is late with their payments, told once a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.model import Money
from crm_kit.work import Work
from sales.app import app
from sales.domain.overdue import Overdue
from sales.lookups.rates import base_currency
from sales.lookups.receivables import items


@app.due(every=dt.timedelta(days=1))
def note_overdue_accounts(work: Work) -> None:
    late, known = _late(work), {each.id: each for each in work.session.scalars(select(Overdue).with_for_update())}
    nothing = (Money(Decimal(0), base_currency()), 0)
    for account_id in sorted({*late, *known}):
        found = known.get(account_id) or work.add(Overdue(id=account_id, overdue_amount=nothing[0], oldest_days=0))
        found.note(*late.get(account_id, nothing))


def _late(work: Work) -> dict[UUID, tuple[Money, int]]:
    """Account → what of its invoices is due and not paid, at their rates, and for how many days the oldest."""
    found = items(work.today, is_today=True).c
    summed = select(found.account_id, func.sum(found.in_base), func.max(found.days)).where(found.days > 0)
    rows = work.session.execute(summed.group_by(found.account_id))
    return {account_id: (Money(owed, base_currency()).rounded(), days) for account_id, owed, days in rows}
