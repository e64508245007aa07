"""Routes of the inventory service: products, warehouses and stock."""

from __future__ import annotations

from crm_contracts.inventory.commands import products, stock, warehouses
from crm_contracts.inventory.queries import audit
from crm_contracts.inventory.queries import products as ask
from crm_contracts.inventory.queries import stock as ask_stock
from crm_contracts.inventory.queries import suppliers as ask_suppliers
from crm_contracts.inventory.queries import warehouses as ask_warehouses
from crm_contracts.sales.queries.orders import ListOrders
from crm_contracts.sales.queries.prices import ListListedPrices
from gateway.rows import ACTION, CHANGE, CREATE, EXPLAIN, GET, JOIN, LIST, Section

PRODUCT = "/products/<uuid:product_id>"
WAREHOUSE = "/warehouses/<uuid:warehouse_id>"
ADJUSTMENT = "/stock-adjustments/<uuid:adjustment_id>"
RESERVATION = "/reservations/<uuid:reservation_id>"

ROWS = [
    *LIST("/products", ask.ListProducts),
    *CREATE("/products", products.CreateProduct),
    GET(PRODUCT, ask.GetProduct),
    CHANGE(PRODUCT, products.ChangeProduct),
    ACTION(f"{PRODUCT}/actions/activate", products.ActivateProduct),
    ACTION(f"{PRODUCT}/actions/phase-out", products.PhaseOutProduct),
    ACTION(f"{PRODUCT}/actions/block", products.BlockProduct),
    ACTION(f"{PRODUCT}/actions/unblock", products.UnblockProduct),
    GET(f"{PRODUCT}/costs", ask.GetProductCosts),
    JOIN(
        "product_sales",
        f"{PRODUCT}/sales",
        Section("product", ask.GetProduct, "product_id"),
        Section("stock", ask_stock.ListStock, "product_id"),
        Section("prices", ListListedPrices, "product_id"),
        Section("orders", ListOrders, "product_ids", fixed={"limit": 20}),
    ),
    JOIN(
        "product_purchasing",
        f"{PRODUCT}/purchasing",
        Section("product", ask.GetProduct, "product_id"),
        Section("costs", ask.GetProductCosts, "product_id"),
        Section("stock", ask_stock.ListStock, "product_id"),
        Section("suppliers", ask_suppliers.ListSupplierPrices, "product_id"),
        Section("purchases", ask_suppliers.ListPurchasePrices, "product_id", fixed={"limit": 20}),
    ),
    *LIST("/warehouses", ask_warehouses.ListWarehouses),
    *CREATE("/warehouses", warehouses.CreateWarehouse),
    GET(WAREHOUSE, ask_warehouses.GetWarehouse),
    CHANGE(WAREHOUSE, warehouses.ChangeWarehouse),
    *LIST(f"{WAREHOUSE}/locations", ask_warehouses.ListLocations),
    *CREATE(f"{WAREHOUSE}/bins", warehouses.CreateBin),
    *LIST("/stock", ask_stock.ListStock),
    *LIST("/stock/ledger", ask_stock.ListStockLedger),
    *LIST("/stock/analysis", ask_stock.ListStockAnalysis),
    GET("/stock/availability", ask_stock.StockAvailability),
    GET("/stock/classes", ask_stock.StockClasses),
    *LIST("/stock-moves", ask_stock.ListStockMoves),
    GET("/stock-moves/<uuid:move_id>", ask_stock.GetStockMove),
    *LIST("/stock-alarms", ask_stock.ListStockAlarms),
    *LIST("/stock-adjustments", ask_stock.ListStockAdjustments),
    *CREATE("/stock-adjustments", stock.CreateStockAdjustment),
    GET(ADJUSTMENT, ask_stock.GetStockAdjustment),
    ACTION(f"{ADJUSTMENT}/actions/approve", stock.ApproveStockAdjustment),
    ACTION(f"{ADJUSTMENT}/actions/reject", stock.RejectStockAdjustment),
    ACTION(f"{ADJUSTMENT}/actions/reverse", stock.ReverseStockAdjustment),
    *LIST("/reservations", ask_stock.ListReservations),
    *CREATE("/reservations", stock.ReserveStock),
    GET(RESERVATION, ask_stock.GetReservation),
    ACTION(f"{RESERVATION}/actions/release", stock.ReleaseReservation),
    GET("/settings/inventory", ask_warehouses.GetInventorySettings),
    CHANGE("/settings/inventory", warehouses.ChangeInventorySettings),
    *LIST("/history/inventory", audit.ListHistory, "list_inventory_history"),
    EXPLAIN(audit.ExplainAccess),
]
