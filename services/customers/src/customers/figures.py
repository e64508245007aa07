"""What accounts are worth: figures kept beside each account, refreshed whenever one of its opportunities or orders changes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, FetchedValue, Integer, Numeric, Table, Uuid, func, outerjoin, select, text, union

from crm_kit.money import decimals
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.domain.copies import OpportunityCopy, OrderCopy
from customers.tables import metadata

account_figures = Table(
    "account_figures", metadata,
    Column("account_id", Uuid, primary_key=True),
    Column("tenant_id", Uuid, nullable=False, server_default=FetchedValue()),
    Column("open_opportunities", Integer, nullable=False, server_default="0"),
    Column("unpriced", Integer, nullable=False, server_default="0"),
    Column("pipeline", Numeric(18, 6), nullable=False, server_default="0"),
    Column("won_opportunities", Integer, nullable=False, server_default="0"),
    Column("revenue", Numeric(18, 6), nullable=False, server_default="0"),
    Column("last_won_on", Date),
    Column("orders", Integer, nullable=False, server_default="0"),
    Column("ordered", Numeric(18, 6), nullable=False, server_default="0"),
    Column("last_ordered_on", Date),
)  # fmt: skip

ACCOUNTS = outerjoin(Account, account_figures, account_figures.c.account_id == Account.id)
NUMBERS = ("open_opportunities", "unpriced", "pipeline", "won_opportunities", "revenue", "orders", "ordered")
DAYS = ("last_won_on", "last_ordered_on")
COLUMNS: dict[str, Any] = {
    **{name: func.coalesce(account_figures.c[name], 0) for name in NUMBERS},
    **{name: account_figures.c[name] for name in DAYS},
}

# The accounts that ids mean now. Whoever works their figures out waits for whoever does so at the same time, and then sees what
# that one saw, for the statement after this one looks anew.
TAKE_TURNS = text("""
SELECT id, pg_advisory_xact_lock(hashtextextended(id::text, 0)) FROM (
  SELECT DISTINCT coalesce(redirects.survivor_id, asked.id) AS id
  FROM unnest(CAST(:account_ids AS uuid[])) AS asked(id) LEFT JOIN redirects ON redirects.old_id = asked.id
  ORDER BY 1) AS meant
""")

# What counts for an account are the opportunities and orders that name it, or one that was merged into it. Open opportunities are
# worth what today's rate makes them, orders what they keep from their confirmation, else what the rate of their day makes them.
# An opportunity that became an order counts as one. OFFSET 0 has the worth of each worked out once, not for every sum.
REFRESH = text("""
INSERT INTO account_figures (account_id, open_opportunities, unpriced, pipeline, won_opportunities, revenue, last_won_on, orders,
  ordered, last_ordered_on)
SELECT asked.id, won.open_opportunities, won.unpriced, won.pipeline, won.won_opportunities, won.unordered + sold.ordered,
  won.last_won_on, sold.orders, sold.ordered, sold.last_ordered_on
FROM (
  SELECT id, ARRAY(SELECT old_id FROM redirects WHERE survivor_id = id) || id AS named
  FROM unnest(CAST(:account_ids AS uuid[])) AS meant(id)
) AS asked
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE is_open) AS open_opportunities,
    count(*) FILTER (WHERE is_open AND amount IS NOT NULL AND worth IS NULL) AS unpriced,
    coalesce(sum(worth) FILTER (WHERE is_open), 0) AS pipeline, count(*) FILTER (WHERE is_won) AS won_opportunities,
    coalesce(sum(worth) FILTER (WHERE is_won AND NOT is_ordered), 0) AS unordered, max(won_on) FILTER (WHERE is_won) AS last_won_on
  FROM (
    SELECT o.amount, o.won_on, o.status IN ('open', 'on_hold') AS is_open, o.status = 'won' AS is_won,
      EXISTS (SELECT FROM order_copies c WHERE c.opportunity_id = o.id AND c.status <> 'cancelled') AS is_ordered,
      round(coalesce(o.base_amount, CASE WHEN o.currency = :base THEN o.amount ELSE o.amount * (
        SELECT rate FROM rate_copies r WHERE r.currency = o.currency AND r.date <= :today ORDER BY r.date DESC LIMIT 1) END),
        :decimals) AS worth
    FROM opportunity_copies o WHERE o.account_id = ANY (asked.named) OFFSET 0
  ) AS deals
) AS won
CROSS JOIN LATERAL (
  SELECT count(*) AS orders, coalesce(sum(round(CASE WHEN c.base_currency = :base THEN c.base_amount
      WHEN c.currency = :base THEN c.amount ELSE c.amount * (
        SELECT rate FROM rate_copies r WHERE r.currency = c.currency AND r.date <= c.ordered_on ORDER BY r.date DESC LIMIT 1) END,
      :decimals)), 0) AS ordered, max(c.ordered_on) AS last_ordered_on
  FROM order_copies c WHERE c.account_id = ANY (asked.named) AND c.status <> 'cancelled'
) AS sold
ON CONFLICT (account_id) DO UPDATE SET open_opportunities = excluded.open_opportunities, unpriced = excluded.unpriced,
  pipeline = excluded.pipeline, won_opportunities = excluded.won_opportunities, revenue = excluded.revenue,
  last_won_on = excluded.last_won_on, orders = excluded.orders, ordered = excluded.ordered,
  last_ordered_on = excluded.last_ordered_on
""")


def refresh(work: Work, account_ids: Collection[UUID]) -> None:
    """Work the figures of accounts out anew; ids of merged accounts mean the survivors."""
    places = decimals(app.base_currency)
    ids = list(work.session.scalars(TAKE_TURNS, {"account_ids": list(account_ids)}))
    work.session.execute(REFRESH, {"account_ids": ids, "base": app.base_currency, "today": work.today, "decimals": places})


def counted_for(work: Work, orders: Collection[UUID] = (), opportunities: Collection[UUID] = ()) -> set[UUID]:
    """The accounts that these orders and opportunities count for, as far as we have heard."""
    sold = select(OrderCopy.account_id).where(OrderCopy.id.in_(orders))
    deals = select(OpportunityCopy.account_id).where(OpportunityCopy.id.in_(opportunities))
    return set(work.session.scalars(union(sold, deals)))
