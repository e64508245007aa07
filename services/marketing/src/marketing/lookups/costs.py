"""Costs: the steps of each, from what is kept for it to what was paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.marketing.commands.budgets import RecordCost
from crm_contracts.marketing.views.budgets import CostView
from crm_kit.errors import Conflict, Invalid, NotFound
from crm_kit.messages import dump
from crm_kit.model import new_id
from crm_kit.work import Work
from marketing.domain.budget import NOTHING, STEPS, Balance, BudgetEntry, check_money, refuse_overspending
from marketing.lookups.budgets import Holder, Posting, balance, holder, post
from marketing.lookups.rates import base_currency, in_base

EARLIER = {"reserved": (), "committed": ("reserved",), "actual": ("committed", "reserved")}


@dataclass(frozen=True)
class Cost:
    """A cost as it stands: step → amount."""

    id: UUID
    holder_id: UUID
    cost_type: str
    sums: Mapping[str, Decimal]
    note: str

    def of(self, step: str) -> Decimal:
        return self.sums.get(step, NOTHING)


def cost(work: Work, cost_id: UUID) -> Cost:
    """A cost of a budget, or NotFound."""
    work.flush()
    entry = BudgetEntry
    about = (entry.holder_id, entry.cost_type, entry.kind)
    asked = select(*about, func.sum(entry.amount), func.min(entry.note)).where(entry.cost_id == cost_id).group_by(*about)
    rows = work.session.execute(asked).all()
    if not rows:
        raise NotFound(f"There is no cost {cost_id}")
    notes = [row[4] for row in rows if row[4]]
    return Cost(cost_id, rows[0][0], rows[0][1], {row[2]: row[3] for row in rows}, next(iter(notes), ""))


def locked_cost(work: Work, cost_id: UUID) -> tuple[Holder, Cost]:
    """A cost of a plan or campaign that the caller may meet, which is locked."""
    spender = holder(work, cost(work, cost_id).holder_id, lock=True)
    return spender, cost(work, cost_id)


def begin_cost(work: Work, spender: Holder, command: RecordCost) -> UUID:
    """Enter a new cost; its id."""
    if command.cost_type is None:
        raise Invalid.field("/cost_type", "required", "Say what kind of cost it is")
    amount = check_money(command.amount, base_currency(), "/amount")
    cost_id = new_id()
    _enter(work, spender, command.cost_type, [Posting(command.cost_type, command.step, amount)], cost_id, command.note)
    return cost_id


def continue_cost(work: Work, spender: Holder, command: RecordCost) -> UUID:
    """Take a cost a step further: it takes the place of as much of the steps before, or of all that is left of them."""
    known = cost(work, command.cost_id) if command.cost_id else None
    if known is None or known.holder_id != spender.id or command.cost_type not in (None, known.cost_type):
        raise Invalid.field("/cost_id", "other_cost", "This is a cost of another budget or of another type")
    amount = check_money(command.amount, base_currency(), "/amount")
    freed = _freed(known, command.step, None if command.is_final else amount)
    if not freed:
        raise Conflict("Nothing is left of the steps before", code="nothing_left", cost_id=str(known.id))
    postings = [*freed, Posting(known.cost_type, command.step, amount)]
    _enter(work, spender, known.cost_type, postings, known.id, command.note)
    return known.id


def release(work: Work, spender: Holder, known: Cost, reason: str) -> None:
    """Conflict (409 `nothing_left`) where all of it is paid or given back already."""
    freed = _freed(known, "actual", None)
    if not freed:
        raise Conflict("Nothing of it is reserved or committed", code="nothing_left")
    _enter(work, spender, known.cost_type, freed, known.id, reason)


def _freed(known: Cost, step: str, amount: Decimal | None) -> list[Posting]:
    """What the steps before a step give up: all, or as much as the amount."""
    left, found = amount, []
    for earlier in EARLIER[step]:
        free = known.of(earlier) if left is None else min(known.of(earlier), left)
        if free > 0:
            found.append(Posting(known.cost_type, earlier, -free))
            left = None if left is None else left - free
    return found


def _enter(work: Work, spender: Holder, cost_type: str, postings: list[Posting], cost_id: UUID, note: str) -> None:
    more = sum((each.amount for each in postings), NOTHING)
    if more > 0:
        left = balance(work, spender.id).get(cost_type, Balance({}))
        refuse_overspending(left, more, cost_type, base_currency())
    post(work, spender, postings, cost_id=cost_id, note=note)


def cost_view(work: Work, cost_id: UUID) -> dict[str, Any]:
    """A cost as it is shown."""
    known = cost(work, cost_id)
    return dump(known, CostView, {step: in_base(known.of(step)) for step in STEPS})
