"""Budgets as they are shown."""

from __future__ import annotations

from typing import Any

from crm_contracts.marketing.views.budgets import BudgetRow, BudgetView
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.domain.budget import USES, Balance, total, used_percent
from marketing.domain.plan import Plan
from marketing.lookups.budgets import Holder, balance, balances, below
from marketing.lookups.rates import base_currency, in_base


def budget_view(work: Work, holder: Holder) -> dict[str, Any]:
    """The budget of a plan or campaign, and that of all that belongs to it together."""
    mine = balance(work, holder.id)
    others = balances(work, below(work, holder.id)) if isinstance(holder, Plan) else {}
    under = total(each for found in others.values() for each in found.values())
    shown = {
        "currency": base_currency(), "rows": [_row(cost_type, each) for cost_type, each in sorted(mine.items())],
        "total": _row("", total(mine.values())), "below": _row("", under), "used_pct": used_percent(total(mine.values())),
    }  # fmt: skip
    return dump(holder, BudgetView, shown)


def _row(cost_type: str, each: Balance) -> dict[str, Any]:
    kinds = {kind: in_base(each.of(kind)) for kind in ("planned", *USES)}
    return dump(None, BudgetRow, {"cost_type": cost_type, **kinds, "available": in_base(each.available)})
