"""Orders from quotations, and what becomes of these when an order is called off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from crm_contracts.sales.commands.orders import CreateOrder
from crm_contracts.sales.order_words import LineChoice, QuotationChoice
from crm_kit.errors import Conflict, Invalid
from crm_kit.work import Work
from sales.domain.order import Order
from sales.domain.order_line import OrderLine
from sales.domain.pricing import NOTHING
from sales.domain.quotation import Quotation
from sales.domain.quotation_line import QuotationLine
from sales.lookups.buyers import buyer
from sales.lookups.orders import begin, check_day

FROM_QUOTATION = ("contact_id", "opportunity_id", "billing_basis", "ship_to", "note", "customer_reference")
ORDERS = "sales.quotation.order"


def order_of_quotations(command: CreateOrder, work: Work) -> Order:
    """An order of what quotations offer. Whoever orders from one of them at the same time waits, and finds it ordered."""
    work.caller.require(ORDERS)
    if command.lines:
        raise Invalid.field("/lines", "not_both", "An order has lines of its own, or those of quotations")
    chosen = _locked(work, command.quotations)
    first = _alike(chosen, command)
    lines = _take(work, command.quotations, chosen)
    told = {name: getattr(command, name) or getattr(first, name) for name in FROM_QUOTATION}
    agreed = {name: getattr(first, name) for name in ("payment_terms_id", "terms", "terms_days", "currency")}
    day = check_day(work, command.ordered_on or work.today)
    ids = [each.id for each in chosen]
    return begin(work, command, buyer(work, first.account_id), lines, **told, **agreed, ordered_on=day, quotation_ids=ids)


def _locked(work: Work, choices: Sequence[QuotationChoice]) -> list[Quotation]:
    """The quotations in the order in which they are named, locked in the order of their ids."""
    ids = [each.quotation_id for each in choices]
    query = work.select(Quotation, Quotation.id.in_(ids), allow=ORDERS).order_by(Quotation.id)
    found = {each.id: each for each in work.session.scalars(query.with_for_update(of=Quotation))}
    for number, quotation_id in enumerate(ids):
        if quotation_id not in found:
            message = f"There is no quotation {quotation_id}"
            raise Invalid.field(f"/quotations/{number}/quotation_id", "unknown_quotation", message)
    if len(found) < len(ids):
        raise Invalid.field("/quotations", "duplicate_quotation", "Each quotation may be named once")
    return [found[quotation_id] for quotation_id in ids]


def _alike(chosen: Sequence[Quotation], command: CreateOrder) -> Quotation:
    """The first of them, whose customer and currency the others share; Invalid (422) at the one that does not."""
    first = chosen[0]
    for number, each in enumerate(chosen):
        if (each.account_id, each.currency) != (first.account_id, first.currency):
            message = "Quotations of one order have one customer and one currency"
            raise Invalid.field(f"/quotations/{number}/quotation_id", "different_customer", message)
    if command.account_id not in (None, first.account_id):
        raise Invalid.field("/account_id", "different_customer", "The quotations are another customer's")
    if command.currency not in (None, first.currency):
        raise Invalid.field("/currency", "different_currency", f"The quotations are in {first.currency}")
    return first


def _take(work: Work, choices: Sequence[QuotationChoice], chosen: Sequence[Quotation]) -> list[OrderLine]:
    lines: list[OrderLine] = []
    for number, (choice, quotation) in enumerate(zip(choices, chosen, strict=True)):
        wanted = _wanted(choice.lines, quotation, f"/quotations/{number}/lines")
        quotation.order(wanted, work.today)
        lines += [_ordered(line, wanted[line.id]) for line in quotation.lines if line.id in wanted]
    for position, line in enumerate(lines):
        line.position = position
    if not lines:
        raise Invalid.field("/quotations", "nothing_to_order", "They offer nothing for certain; choose lines")
    return lines


def _wanted(choices: Sequence[LineChoice], quotation: Quotation, pointer: str) -> dict[UUID, Decimal]:
    """Line → quantity: those chosen, else everything that is left of the lines that count."""
    if not choices:
        return {line.id: line.remaining for line in quotation.counted if line.remaining}
    known = {line.id: line for line in quotation.lines if line.has_amounts}
    wanted: dict[UUID, Decimal] = {}
    for number, each in enumerate(choices):
        if each.line_id not in known:
            raise Invalid.field(f"{pointer}/{number}/line_id", "unknown_line", f"{quotation.number} has no line {each.line_id}")
        if each.line_id in wanted:
            raise Invalid.field(f"{pointer}/{number}/line_id", "duplicate_line", "Each line may be named once")
        wanted[each.line_id] = _some_of(known[each.line_id], each.qty, f"{pointer}/{number}/qty")
    return wanted


def _some_of(line: QuotationLine, qty: Decimal | None, pointer: str) -> Decimal:
    wanted = line.remaining if qty is None else qty
    if wanted > line.remaining or wanted == 0:
        errors = [
            {"pointer": pointer, "code": "over_ordered", "message": f"{line.remaining.normalize():f} of it are left to order"}
        ]
        raise Conflict("Less of it is left to order", code="over_ordered", errors=errors)
    return wanted


def _ordered(line: QuotationLine, qty: Decimal) -> OrderLine:
    made = OrderLine(**{**line.handed_on(), "qty": qty, "price_source": "quotation"}, quotation_line_id=line.id)
    made.price()
    return made


def give_back(work: Work, order: Order, before: Mapping[UUID, Decimal] | None = None) -> None:
    """What an order took of quotations that is called off, or what it takes less than `before`, can be ordered again."""
    now = taken(order)
    returned = now if before is None else {line_id: qty - now.get(line_id, NOTHING) for line_id, qty in before.items()}
    if not any(returned.values()):
        return
    query = select(Quotation).where(Quotation.id.in_(order.quotation_ids)).order_by(Quotation.id)
    for quotation in work.session.scalars(query.with_for_update()):
        quotation.give_back(returned)


def taken(order: Order) -> dict[UUID, Decimal]:
    """Line of a quotation → what the order takes of it."""
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    for line in order.lines:
        if line.quotation_line_id:
            found[line.quotation_line_id] += line.qty
    return dict(found)
