"""Budgets: whose they are, how they stand, and entering what changes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.marketing.words import BudgetLine
from crm_kit.errors import Conflict, Invalid, NotFound
from crm_kit.work import Work
from marketing.domain.budget import Balance, BudgetEntry, check_money, passed, refuse_overspending, total, used_percent
from marketing.domain.budget_transfer import BudgetTransfer
from marketing.domain.campaign import Campaign
from marketing.domain.plan import Plan
from marketing.lookups.rates import base_currency, in_base

Holder = Plan | Campaign


@dataclass(frozen=True)
class Posting:
    """So much more or less of one kind for one type of cost."""

    cost_type: str
    kind: str
    amount: Decimal


def parent_of(holder: Holder) -> UUID | None:
    """The plan that its budget comes out of."""
    return holder.parent_id if isinstance(holder, Plan) else holder.plan_id


def holder(work: Work, holder_id: UUID, *, lock: bool = False) -> Holder:
    """The plan or campaign that the caller may meet, or NotFound."""
    return holders(work, [holder_id], lock=lock)[holder_id]


def holders(work: Work, ids: Iterable[UUID], *, lock: bool = False) -> dict[UUID, Holder]:
    """The same for several; locked plans first, then campaigns, each in the order of their ids."""
    wanted, found = sorted(set(ids)), {}
    for entity in (Plan, Campaign):
        chosen = work.select(entity, entity.id.in_(wanted)).order_by(entity.id)
        rows: Iterable[Any] = work.session.scalars(chosen.with_for_update(of=entity) if lock else chosen)
        found |= {row.id: row for row in rows}
    missing = [each for each in wanted if each not in found]
    if missing:
        raise NotFound(f"There is no plan or campaign {missing[0]}")
    return found


def lock_parents(work: Work, of: Iterable[Holder]) -> dict[UUID, Plan]:
    """The plans above, locked in the order of their ids, whoever may see them: the budget comes out of them all the same."""
    ids = sorted({parent for each in of if (parent := parent_of(each)) is not None})
    rows = work.session.scalars(select(Plan).where(Plan.id.in_(ids)).order_by(Plan.id).with_for_update()) if ids else []
    return {row.id: row for row in rows}


def with_parent(work: Work, holder_id: UUID) -> tuple[Holder, Plan | None]:
    """A plan or campaign and the plan above it, both locked, from the top."""
    unlocked = holder(work, holder_id)
    above = lock_parents(work, [unlocked]).get(parent_of(unlocked) or holder_id)
    return holder(work, holder_id, lock=True), above


# --- how they stand --------------------------------------------------------------------------------------------------


def balances(work: Work, holder_ids: Iterable[UUID]) -> dict[UUID, dict[str, Balance]]:
    """Holder → cost type → how it stands, of all that is entered and of what this transaction enters."""
    work.flush()
    entry, ids = BudgetEntry, sorted(set(holder_ids))
    kinds = (entry.holder_id, entry.cost_type, entry.kind)
    rows = work.session.execute(select(*kinds, func.sum(entry.amount)).where(entry.holder_id.in_(ids)).group_by(*kinds))
    sums: dict[UUID, dict[str, dict[str, Decimal]]] = {each: defaultdict(dict) for each in ids}
    for holder_id, cost_type, kind, amount in rows:
        sums[holder_id][cost_type][kind] = amount
    return {each: {cost_type: Balance(found) for cost_type, found in of.items()} for each, of in sums.items()}


def balance(work: Work, holder_id: UUID) -> dict[str, Balance]:
    """Cost type → how one budget stands."""
    return balances(work, [holder_id])[holder_id]


def planned(of: Mapping[str, Balance]) -> dict[str, Decimal]:
    """Cost type → what is planned."""
    return {cost_type: each.of("planned") for cost_type, each in of.items()}


# --- entering --------------------------------------------------------------------------------------------------------


def post(work: Work, to: Holder, postings: Iterable[Posting], **more: Any) -> None:
    """Enter these, and say so where a threshold of the budget is reached. Nobody is asked whether there is enough."""
    before = used_percent(total(balance(work, to.id).values()))
    about = {"currency": base_currency(), "by": work.caller.user_id, "at": work.now, **more}
    for each in postings:
        work.session.add(
            BudgetEntry(holder_id=to.id, cost_type=each.cost_type, kind=each.kind, amount=each.amount, **about)
        )  # fmt: skip
    after = total(balance(work, to.id).values())
    reached = passed(before, used_percent(after))
    if reached is not None:
        to.reached(used_percent(after) or reached, in_base(after.available))


def plan_more(work: Work, to: Holder, above: Plan | None, changes: Mapping[str, Decimal], **more: Any) -> None:
    """Plan so much more or less by type of cost, out of the plan above; Conflict (409 `budget_exceeded`) where it has not so much.

    Less than is in use already is refused alike.
    """
    mine, theirs = balance(work, to.id), balance(work, above.id) if above else {}
    nothing = Balance({})
    for cost_type, change in changes.items():
        refuse_overspending(mine.get(cost_type, nothing), -change, cost_type, base_currency())
        if above:
            refuse_overspending(theirs.get(cost_type, nothing), change, cost_type, base_currency())
    post(work, to, [Posting(cost_type, "planned", change) for cost_type, change in changes.items()], **more)
    if above:
        post(work, above, [Posting(cost_type, "allotted", change) for cost_type, change in changes.items()], **more)


def below(work: Work, holder_id: UUID) -> list[UUID]:
    """All plans and campaigns that belong to a plan, down to the last."""
    start = select(Plan.id).where(Plan.parent_id == holder_id).cte("below", recursive=True)
    plans = start.union(select(Plan.id).join(start, Plan.parent_id == start.c.id))
    campaigns = select(Campaign.id).where((Campaign.plan_id == holder_id) | Campaign.plan_id.in_(select(plans.c.id)))
    return [*work.session.scalars(select(plans.c.id)), *work.session.scalars(campaigns)]


def must_be_siblings(one: Holder, other: Holder) -> None:
    """Conflict (409 `not_siblings`) where they are not beside each other under one plan."""
    if one.id == other.id or parent_of(one) is None or parent_of(one) != parent_of(other):
        raise Conflict("Budget moves between two that are under the same plan", code="not_siblings")


def wanted(lines: Sequence[BudgetLine]) -> dict[str, Decimal]:
    """Cost type → amount; Invalid (422) names the line that is no amount of the base currency, or the second for one type."""
    found: dict[str, Decimal] = {}
    for number, line in enumerate(lines):
        if line.cost_type in found:
            raise Invalid.field(f"/lines/{number}/cost_type", "twice", "There is one line for each type of cost")
        found[line.cost_type] = check_money(line.amount, base_currency(), f"/lines/{number}/amount", least=Decimal(0))
    return found


def move(work: Work, transfer: BudgetTransfer) -> None:
    """Take it from the one and give it to the other; Conflict (409 `budget_exceeded`) where it is not there any more."""
    found = holders(work, transfer.moved, lock=True)
    must_be_siblings(found[transfer.from_id], found[transfer.to_id])
    for holder_id, change in transfer.moved.items():
        plan_more(work, found[holder_id], None, {transfer.cost_type: change}, transfer_id=transfer.id, note=transfer.note)
