"""Take nothing of a receipt."""

from crm_contracts.inventory.commands.receipts import RejectReceipt
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.receipt import Receipt


@app.handles(RejectReceipt)
def reject_receipt(command: RejectReceipt, work: Work) -> Receipt:
    receipt = work.get(Receipt, command.receipt_id, version=command.version)
    receipt.reject(command.reason)
    return receipt
