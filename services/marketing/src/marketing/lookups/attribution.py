"""Attribution: which part of which orders a campaign brought, worked out from facts each time it is asked for.

A touch is a moment at which an account met a campaign: a response of a person, or a lead of the campaign that became the account.
An order's amount goes to the touches before the end of its day: to the first, the last, or in equal parts to each (linear).
Revenue is the net amount of the order. The goods' cost is that of its deliveries: where one delivery serves several orders, each
bears its part by quantity, per product. What came back does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from crm_kit.money import decimals
from crm_kit.work import Work
from marketing.lookups.choosing import BINDING
from marketing.lookups.rates import base_currency
from marketing.lookups.touches import TOUCHES

SHARES = f"""
WITH touches AS ({TOUCHES}),
met AS (
  SELECT o.id, o.currency, o.net, o.undelivered, o.ordered_on, t.campaign_id,
    row_number() OVER (PARTITION BY o.id ORDER BY t.at, t.id) AS from_first,
    row_number() OVER (PARTITION BY o.id ORDER BY t.at DESC, t.id DESC) AS from_last,
    count(*) OVER (PARTITION BY o.id) AS touches
  FROM order_copies o JOIN touches t ON t.account_id = o.account_id AND t.at < (o.ordered_on + 1)::timestamp AT TIME ZONE 'UTC'
  WHERE o.status = ANY(:binding) AND o.account_id IN (SELECT account_id FROM touches WHERE campaign_id = ANY(:campaigns))
),
shares AS (
  SELECT id, campaign_id, currency, net, undelivered, ordered_on,
    CASE :model WHEN 'linear' THEN max(touches) ELSE 1 END AS whole,
    CASE :model WHEN 'first' THEN count(*) FILTER (WHERE from_first = 1)
                WHEN 'last' THEN count(*) FILTER (WHERE from_last = 1) ELSE count(*) END AS part
  FROM met GROUP BY id, campaign_id, currency, net, undelivered, ordered_on
),
mine AS (SELECT * FROM shares WHERE campaign_id = ANY(:campaigns) AND part > 0),
delivered AS (
  SELECT DISTINCT d.id, (line->>'order_line_id')::uuid AS order_line_id, (line->>'order_id')::uuid AS order_id
  FROM delivery_copies d CROSS JOIN LATERAL jsonb_array_elements(d.lines) AS line
  WHERE NOT d.is_returned AND d.order_ids && ARRAY(SELECT id FROM mine)
),
worth AS (
  SELECT id, (each->>'order_line_id')::uuid AS order_line_id, (each->'cost'->>'amount')::numeric AS cost
  FROM delivery_copies CROSS JOIN LATERAL jsonb_array_elements(costs) AS each WHERE id IN (SELECT id FROM delivered)
),
goods AS (SELECT order_id, sum(cost) AS cost FROM delivered JOIN worth USING (id, order_line_id) GROUP BY 1),
priced AS (
  SELECT mine.*, coalesce(goods.cost, 0) AS goods,
    CASE WHEN mine.currency = :base THEN 1 ELSE (
      SELECT rate FROM exchange_rate_copies r WHERE r.currency = mine.currency AND r.base_currency = :base
      ORDER BY r.date > mine.ordered_on, abs(r.date - mine.ordered_on) LIMIT 1
    ) END AS rate
  FROM mine LEFT JOIN goods ON goods.order_id = mine.id
)
SELECT campaign_id, count(DISTINCT id), count(DISTINCT id) FILTER (WHERE rate IS NULL),
  coalesce(sum(round(net * rate, :places) * part / whole), 0),
  coalesce(sum(round(undelivered * rate, :places) * part / whole), 0),
  coalesce(sum(goods * part / whole) FILTER (WHERE rate IS NOT NULL), 0)
FROM priced GROUP BY GROUPING SETS ((campaign_id), ())
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class Brought:
    """What is attributed to a campaign, or to all that were asked for, in the base currency."""

    orders: int = 0
    unpriced: int = 0
    revenue: Decimal = Decimal(0)
    undelivered: Decimal = Decimal(0)
    goods: Decimal = Decimal(0)

    @property
    def margin(self) -> Decimal:
        return self.revenue - self.goods


def brought(work: Work, campaign_ids: Sequence[UUID], model: str) -> dict[UUID | None, Brought]:
    """Campaign → what it brought; under None all of them together."""
    base = base_currency()
    asked = {"campaigns": list(campaign_ids), "model": model, "base": base, "places": decimals(base), "binding": list(BINDING)}
    return {row[0]: Brought(*row[1:]) for row in work.session.execute(text(SHARES), asked)}
