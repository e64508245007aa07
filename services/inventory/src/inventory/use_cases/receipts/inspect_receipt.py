"""Note what the inspection of a receipt found."""

from crm_contracts.inventory.commands.receipts import InspectReceipt
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.receipt import Receipt


@app.handles(InspectReceipt)
def inspect_receipt(command: InspectReceipt, work: Work) -> Receipt:
    receipt = work.get(Receipt, command.receipt_id, version=command.version)
    receipt.inspect({each.line_id: each for each in command.lines or ()})
    return receipt
