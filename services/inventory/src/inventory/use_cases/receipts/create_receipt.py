"""Goods that came from a supplier."""

from crm_contracts.inventory.commands.receipts import CreateReceipt
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.receipt import Receipt
from inventory.lookups.made_deliveries import refuse_known_reference
from inventory.lookups.receiving import Ordered, check_over_receipt, lines_as_told, ordered_lines, take_in


@app.handles(CreateReceipt)
def create_receipt(command: CreateReceipt, work: Work) -> Receipt:
    refuse_known_reference(work, Receipt, command.external_reference)
    ordered = ordered_lines(work, [each.purchase_line_id for each in command.lines])
    receipt = _announced(command, work, ordered)
    check_over_receipt(work, receipt.lines, ordered)
    if command.post:
        work.caller.require("inventory.receipt.post")
        receipt.arrive()
        receipt.inspect({})
        take_in(work, receipt, ordered, command.posted_on)
    return receipt


def _announced(command: CreateReceipt, work: Work, ordered: Ordered) -> Receipt:
    order, _ = ordered[command.lines[0].purchase_line_id]
    of = {"supplier_id": order.supplier_id, "supplier_name": order.supplier_name, "warehouse_id": order.warehouse_id}
    told = {name: getattr(command, name) for name in ("delivery_note", "external_reference", "note")}
    receipt = Receipt(**of, **told)
    receipt.begin(lines_as_told(command.lines, ordered))
    work.add(receipt)
    receipt.number = work.number("RC")
    return receipt
