"""The goods of a receipt are here."""

from crm_contracts.inventory.commands.receipts import ArriveReceipt
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.receipt import Receipt


@app.handles(ArriveReceipt)
def arrive_receipt(command: ArriveReceipt, work: Work) -> Receipt:
    receipt = work.get(Receipt, command.receipt_id, version=command.version)
    receipt.arrive(command.delivery_note)
    return receipt
