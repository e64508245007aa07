"""Stock adjustments: what they are made of, what they are worth, and posting them."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.inventory.commands.stock import AdjustedLine, CreateStockAdjustment
from crm_kit.approval import Finding
from crm_kit.errors import Invalid
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.balance import NOTHING, SMALLEST, Balance
from inventory.domain.movement import Movement
from inventory.domain.product import Product
from inventory.domain.stock_adjustment import KIND, REVERSAL, StockAdjustment, StockAdjustmentLine
from inventory.domain.stock_move import StockMove
from inventory.lookups.ledger import post_moves
from inventory.lookups.places import outside, warehouse_or_default
from inventory.lookups.products import named_products
from inventory.lookups.settings import settings


def drafted(work: Work, command: CreateStockAdjustment) -> StockAdjustment:
    """The adjustment with its products and costs looked up; Invalid (422) or Conflict (409) at the lines that cannot be."""
    warehouse = warehouse_or_default(work, command.warehouse_id)
    lines = _lines(work, command)
    adjustment = StockAdjustment(
        kind=command.kind, reason=command.reason, note=command.note, warehouse_id=warehouse.id, status="draft",
        posted_on=command.posted_on or work.today, lines=lines,
    )  # fmt: skip
    adjustment.base_value = adjustment.worth
    return adjustment


def _lines(work: Work, command: CreateStockAdjustment) -> list[StockAdjustmentLine]:
    found = named_products(work, {f"/lines/{number}/product_id": line.product_id for number, line in enumerate(command.lines)})
    check = Product.check_usable if command.kind == "in" else Product.check_stocked
    for number, line in enumerate(command.lines):
        check(found[line.product_id], f"/lines/{number}/product_id")
    costs = _costs(work, {line.product_id for line in command.lines})
    return [_line(command, number, line, costs.get(line.product_id)) for number, line in enumerate(command.lines)]


def _line(command: CreateStockAdjustment, number: int, line: AdjustedLine, average: Decimal | None) -> StockAdjustmentLine:
    unit_cost = average if command.kind == "out" or line.unit_cost is None else line.unit_cost
    if command.kind == "out" and line.unit_cost is not None:
        raise Invalid.field(f"/lines/{number}/unit_cost", "cost_of_stock", "What goes out costs what it cost coming in")
    if command.kind == "in" and unit_cost is None:
        raise Invalid.field(f"/lines/{number}/unit_cost", "unit_cost_required", "Nothing of it is there: say what it costs")
    return StockAdjustmentLine(position=number, product_id=line.product_id, qty=line.qty, unit_cost=unit_cost)


def _costs(work: Work, product_ids: set[UUID]) -> dict[UUID, Decimal]:
    """What products cost on average, where there is something of them in a warehouse."""
    average = func.round(func.sum(Balance.value) / func.sum(Balance.on_hand), 6).label("average")
    query = select(Balance.product_id, average).where(Balance.product_id.in_(product_ids)).group_by(Balance.product_id)
    return {row.product_id: row.average for row in work.session.execute(query.having(func.sum(Balance.on_hand) > 0))}


def findings(work: Work, adjustment: StockAdjustment) -> list[Finding]:
    """What stands against posting it at once, where there is a limit: its value, at what the goods cost so far where less is said,
    and lines of which nobody knows what they are worth."""
    limit = settings(work).adjustment_approval_limit
    if limit is None:
        return []
    average = _costs(work, {line.product_id for line in adjustment.lines})
    worth = [line.qty * max(line.unit_cost or NOTHING, average.get(line.product_id, NOTHING)) for line in adjustment.lines]
    unvalued = [_unvalued(line) for line, value in zip(adjustment.lines, worth, strict=True) if not value]
    return [*_above(sum(worth, NOTHING), limit.amount), *unvalued]


def _above(worth: Decimal, limit: Decimal) -> list[Finding]:
    message = "It is worth more than may be adjusted without approval"
    return [Finding(code="above_limit", level="approve", message=message)] if worth > limit else []


def _unvalued(line: StockAdjustmentLine) -> Finding:
    message = "Nobody knows what it is worth, so no limit holds for it"
    return Finding(code="unvalued", level="approve", message=message, pointer=f"/lines/{line.position}/unit_cost")


def post(work: Work, adjustment: StockAdjustment) -> None:
    """Move its goods, and note what they were worth."""
    inside = warehouse_or_default(work, adjustment.warehouse_id).location_id
    moves = post_moves(work, adjustment.movements(inside, outside(work, "adjustment"))).done
    if not adjustment.is_in:
        for line, move in zip(adjustment.lines, moves, strict=True):
            line.unit_cost = (_value(move) / move.qty).quantize(SMALLEST)
    adjustment.base_value = sum((_value(move) for move in moves), NOTHING)


def post_back(work: Work, adjustment: StockAdjustment) -> None:
    """Move its goods the other way, each move linked with the one that it takes back."""
    moves = work.session.scalars(select(StockMove).where(*_of(adjustment)).order_by(StockMove.id).with_for_update()).all()
    back = post_moves(work, [_back(adjustment, number, move) for number, move in enumerate(moves)])
    for move, reversal in zip(moves, back.done, strict=True):
        move.reversed_by_id, reversal.reverses_id = reversal.id, move.id


def _of(adjustment: StockAdjustment) -> tuple[object, object]:
    return StockMove.document_id == adjustment.id, StockMove.document_kind == KIND


def _back(adjustment: StockAdjustment, number: int, move: StockMove) -> Movement:
    return Movement(
        product_id=move.product_id, from_location_id=move.to_location_id, to_location_id=move.from_location_id, qty=move.qty,
        posted_on=adjustment.reversed_on or adjustment.posted_on, document_kind=REVERSAL, document_id=adjustment.id,
        unit_cost=_value(move) / move.qty, pointer=f"/lines/{number}/qty",
    )  # fmt: skip


def _value(move: StockMove) -> Decimal:
    return move.value or NOTHING


def shown(work: Work, adjustment: StockAdjustment) -> StockAdjustment:
    """The adjustment, without its value for who may not see costs."""
    if work.caller.may("inventory.cost.read"):
        adjustment.show_value(app.base_currency)
    return adjustment
