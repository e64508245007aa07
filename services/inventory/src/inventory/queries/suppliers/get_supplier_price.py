"""One price of a supplier."""

from crm_contracts.inventory.queries.suppliers import GetSupplierPrice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier_price import SupplierPrice


@app.answers(GetSupplierPrice)
def get_supplier_price(query: GetSupplierPrice, work: Work) -> SupplierPrice:
    return work.get(SupplierPrice, query.supplier_price_id)
