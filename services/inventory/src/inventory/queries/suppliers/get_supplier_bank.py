"""Where a supplier is paid."""

from crm_contracts.inventory.queries.suppliers import GetSupplierBank
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier import Supplier


@app.answers(GetSupplierBank)
def get_supplier_bank(query: GetSupplierBank, work: Work) -> Supplier:
    return work.get(Supplier, query.supplier_id)
