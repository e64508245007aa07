"""Inventory, whole: loads the use cases, queries, reactions and schedules."""

from crm_contracts.inventory import document_events as documents
from crm_contracts.inventory import events, imports
from crm_kit.app import load_modules
from crm_kit.imports.registry import take_imports
from crm_kit.model import Money
from crm_kit.republish import only
from inventory.app import app
from inventory.domain.balance import Balance
from inventory.domain.delivery import Delivery
from inventory.domain.notice import ShipmentNotice
from inventory.domain.product import Product
from inventory.domain.stock_move import StockMove
from inventory.domain.supplier import Supplier
from inventory.domain.waybill import Waybill
from inventory.imports.products import ProductImporter
from inventory.imports.suppliers import SupplierImporter

load_modules("inventory.use_cases", "inventory.queries", "inventory.reactions", "inventory.schedules")
take_imports(app, imports, ProductImporter(), SupplierImporter())

AWAY = ("shipped", "delivered", "delivery_failed")
BACK = "returned_to_sender"
app.announces(Product, events.ProductUpdated)
app.announces(Supplier, documents.SupplierUpdated)
app.announces(Balance, events.StockLevelChanged)
app.announces(
    only(StockMove, StockMove.status == "done"), events.StockMoved,
    lambda _, moves: {move.id: {"cost": Money(move.value, app.base_currency)} for move in moves},
)  # fmt: skip
app.announces(
    only(ShipmentNotice, ShipmentNotice.status != "draft"), documents.ShipmentNoticeUpdated,
    lambda _, notices: {notice.id: {"lines": notice.told_lines} for notice in notices},
)  # fmt: skip
for deliveries, event in (
    (only(Delivery, Delivery.status.in_(AWAY)), documents.DeliveryShipped),
    (only(Delivery, Delivery.status == BACK, name="ReturnedDelivery"), documents.DeliveryReturned),
):
    app.announces(deliveries, event, lambda _, found: {delivery.id: delivery.told() for delivery in found})
app.announces(
    Waybill, documents.WaybillStatusChanged, lambda _, waybills: {waybill.id: {"at": waybill.status_at} for waybill in waybills}
)

__all__ = ["app"]
