"""What accounts are worth: figures kept beside each account, refreshed from the opportunities whenever one of them changes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, FetchedValue, Integer, Numeric, Table, Uuid, func, outerjoin, text

from crm_kit.money import decimals
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.redirects import survivors_of
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
)  # fmt: skip

ACCOUNTS = outerjoin(Account, account_figures, account_figures.c.account_id == Account.id)
COLUMNS: dict[str, Any] = {
    **{
        name: func.coalesce(account_figures.c[name], 0)
        for name in ("open_opportunities", "unpriced", "pipeline", "won_opportunities", "revenue")
    },
    "last_won_on": account_figures.c.last_won_on,
}

# An opportunity counts for the account it names or the one that was merged into. Open ones are worth what today's rate makes them.
REFRESH = text("""
INSERT INTO account_figures (account_id, open_opportunities, unpriced, pipeline, won_opportunities, revenue, last_won_on)
SELECT account_id, count(*) FILTER (WHERE is_open), count(*) FILTER (WHERE is_open AND amount IS NOT NULL AND worth IS NULL),
  coalesce(sum(worth) FILTER (WHERE is_open), 0), count(*) FILTER (WHERE is_won), coalesce(sum(worth) FILTER (WHERE is_won), 0),
  max(won_on) FILTER (WHERE is_won)
FROM (
  SELECT asked.id AS account_id, o.amount, o.won_on, o.status IN ('open', 'on_hold') AS is_open, o.status = 'won' AS is_won,
    round(coalesce(o.base_amount, CASE WHEN o.currency = :base THEN o.amount ELSE o.amount * (
      SELECT rate FROM rate_copies r WHERE r.currency = o.currency AND r.date <= :today ORDER BY r.date DESC LIMIT 1) END),
      :decimals) AS worth
  FROM unnest(CAST(:account_ids AS uuid[])) AS asked(id)
  LEFT JOIN opportunity_copies o
    ON o.account_id = asked.id OR o.account_id IN (SELECT old_id FROM redirects WHERE survivor_id = asked.id)
) AS worths
GROUP BY account_id
ON CONFLICT (account_id) DO UPDATE SET open_opportunities = excluded.open_opportunities, unpriced = excluded.unpriced,
  pipeline = excluded.pipeline, won_opportunities = excluded.won_opportunities, revenue = excluded.revenue,
  last_won_on = excluded.last_won_on
""")


def refresh(work: Work, account_ids: Collection[UUID]) -> None:
    """Work the figures of accounts out anew; ids of merged accounts mean the survivors."""
    places = decimals(app.base_currency)
    ids = sorted(survivors_of(work, account_ids))
    work.session.execute(REFRESH, {"account_ids": ids, "base": app.base_currency, "today": work.today, "decimals": places})
