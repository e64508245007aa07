"""One supplier."""

from crm_contracts.inventory.queries.suppliers import GetSupplier
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier import Supplier


@app.answers(GetSupplier)
def get_supplier(query: GetSupplier, work: Work) -> Supplier:
    return work.get(Supplier, query.supplier_id)
