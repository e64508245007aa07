"""One receipt."""

from crm_contracts.inventory.queries.purchasing import GetReceipt
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.receipt import Receipt


@app.answers(GetReceipt)
def get_receipt(query: GetReceipt, work: Work) -> Receipt:
    return work.get(Receipt, query.receipt_id)
