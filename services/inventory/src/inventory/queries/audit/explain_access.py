"""Why somebody can meet a record, or cannot."""

from typing import Any

from crm_contracts.inventory.queries.audit import ExplainAccess
from crm_kit.audit import explain_access as explain
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery
from inventory.domain.notice import ShipmentNotice
from inventory.domain.product import Product
from inventory.domain.purchase_order import PurchaseOrder
from inventory.domain.receipt import Receipt
from inventory.domain.stock_adjustment import StockAdjustment
from inventory.domain.stock_move import StockMove
from inventory.domain.supplier import Supplier
from inventory.domain.supplier_price import SupplierPrice
from inventory.domain.warehouse import Warehouse
from inventory.domain.waybill import Waybill

ENTITIES: dict[str, Any] = {
    "product": Product,
    "warehouse": Warehouse,
    "adjustment": StockAdjustment,
    "reservation": StockMove,
    "shipment_notice": ShipmentNotice,
    "delivery": Delivery,
    "waybill": Waybill,
    "supplier": Supplier,
    "supplier_price": SupplierPrice,
    "purchase_order": PurchaseOrder,
    "receipt": Receipt,
}


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return explain(work, query, ENTITIES)
