"""What a credit note takes back of an invoice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.money_words import LineCredited
from crm_kit.errors import Invalid
from sales.domain.billing import NOTHING, ZERO, Amounts, share
from sales.domain.invoice_parts import InvoiceLine, credit_line


@dataclass(frozen=True)
class Credited:
    """What credit notes have taken back of a line already."""

    qty: Decimal = ZERO
    amounts: Amounts = NOTHING


NONE = Credited()


def credit_all(lines: Sequence[InvoiceLine], before: Mapping[UUID, Credited]) -> list[InvoiceLine]:
    """Everything that is left of the lines."""
    rest = [(line, before.get(line.id, NONE)) for line in lines]
    made = [credit_line(line, line.qty - known.qty, line.amounts - known.amounts) for line, known in rest]
    return [line for line in made if line.gross_amount or (line.qty and line.order_line_id)]


def credit_some(lines: Sequence[InvoiceLine], before: Mapping[UUID, Credited], asked: Sequence[LineCredited]) -> list[InvoiceLine]:
    """The lines that are named, by quantity or amount, and that part of deducted down payments. Invalid (422) names the line."""
    by_id = {line.id: line for line in lines if line.kind != "deduction"}
    if len({each.line_id for each in asked}) < len(asked):
        raise Invalid.field("/lines", "duplicate_line", "Name each line once")
    made = []
    for number, each in enumerate(asked):
        if each.line_id not in by_id:
            raise Invalid.field(f"/lines/{number}/line_id", "unknown_line", "The invoice has no such line to credit")
        made.append(_one(by_id[each.line_id], before.get(each.line_id, NONE), each, f"/lines/{number}"))
    return [*made, *_deductions(lines, before, made)]


def _one(line: InvoiceLine, known: Credited, asked: LineCredited, pointer: str) -> InvoiceLine:
    if (asked.qty is None) == (asked.amount is None):
        raise Invalid.field(f"{pointer}/qty", "required", "Say either how many or how much")
    left = line.amounts - known.amounts
    if asked.amount is not None:
        return _by_amount(line, left, asked, pointer)
    qty = asked.qty or ZERO
    if qty > line.qty - known.qty:
        raise Invalid.field(f"{pointer}/qty", "over_credited", f"{(line.qty - known.qty).normalize():f} of it can be credited")
    if qty == line.qty - known.qty:
        return credit_line(line, qty, left)
    wanted = line.amounts.share(qty, line.qty, line.currency)
    return credit_line(line, qty, wanted if wanted.gross <= left.gross else left)


def _by_amount(line: InvoiceLine, left: Amounts, asked: LineCredited, pointer: str) -> InvoiceLine:
    """The price comes down, the quantity stays invoiced."""
    amount = asked.amount
    if amount is None or amount.currency != line.currency:
        raise Invalid.field(f"{pointer}/amount/currency", "other_currency", f"The invoice is in {line.currency}")
    if not ZERO < amount.amount <= left.gross:
        raise Invalid.field(f"{pointer}/amount", "over_credited", f"{left.gross} {line.currency} of it can be credited")
    net = left.net if amount.amount == left.gross else share(left.net, amount.amount, left.gross, line.currency)
    return credit_line(line, ZERO, Amounts(net, amount.amount))


def _deductions(lines: Sequence[InvoiceLine], before: Mapping[UUID, Credited], made: Sequence[InvoiceLine]) -> list[InvoiceLine]:
    """What was deducted comes back in the proportion in which what it was deducted from is taken back."""
    goods = [line for line in lines if line.kind != "deduction"]
    found = []
    for deducted in (line for line in lines if line.kind == "deduction"):
        whole = _gross(line for line in goods if line.order_id == deducted.order_id)
        earlier = sum((before.get(line.id, NONE).amounts.gross for line in goods if line.order_id == deducted.order_id), ZERO)
        now = -_gross(line for line in made if line.order_id == deducted.order_id)
        wanted = deducted.amounts.share(earlier + now, whole, deducted.currency) - before.get(deducted.id, NONE).amounts
        found += [credit_line(deducted, ZERO, wanted)] if wanted.gross else []
    return found


def _gross(lines: Iterable[InvoiceLine]) -> Decimal:
    return sum((line.gross_amount for line in lines), ZERO)
