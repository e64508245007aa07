"""What was accepted of a receipt is in stock."""

from crm_contracts.inventory.commands.receipts import PostReceipt
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.receipt import Receipt
from inventory.lookups.receiving import ordered_lines, take_in


@app.handles(PostReceipt)
def post_receipt(command: PostReceipt, work: Work) -> Receipt:
    receipt = work.get(Receipt, command.receipt_id, version=command.version, lock=True)
    ordered = ordered_lines(work, [line.purchase_line_id for line in receipt.lines])
    take_in(work, receipt, ordered, command.posted_on)
    return receipt
