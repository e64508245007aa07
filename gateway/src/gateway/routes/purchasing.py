"""Routes of inventory: how goods come in."""

from __future__ import annotations

from crm_contracts.inventory.commands import purchase_orders, receipts, suppliers
from crm_contracts.inventory.queries import purchasing as ask
from crm_contracts.inventory.queries import suppliers as ask_suppliers
from gateway.rows import ACTION, CHANGE, CREATE, GET, LIST, REMOVE

SUPPLIER = "/suppliers/<uuid:supplier_id>"
PRICE = "/supplier-prices/<uuid:supplier_price_id>"
ORDER = "/purchase-orders/<uuid:purchase_order_id>"
RECEIPT = "/receipts/<uuid:receipt_id>"

ROWS = [
    *LIST("/suppliers", ask_suppliers.ListSuppliers),
    *CREATE("/suppliers", suppliers.CreateSupplier),
    GET(SUPPLIER, ask_suppliers.GetSupplier),
    CHANGE(SUPPLIER, suppliers.ChangeSupplier),
    GET(f"{SUPPLIER}/bank", ask_suppliers.GetSupplierBank),
    ACTION(f"{SUPPLIER}/actions/block", suppliers.BlockSupplier),
    ACTION(f"{SUPPLIER}/actions/unblock", suppliers.UnblockSupplier),
    *LIST("/supplier-prices", ask_suppliers.ListSupplierPrices),
    *CREATE("/supplier-prices", suppliers.CreateSupplierPrice),
    GET(PRICE, ask_suppliers.GetSupplierPrice),
    CHANGE(PRICE, suppliers.ChangeSupplierPrice),
    REMOVE(PRICE, suppliers.DeleteSupplierPrice),
    *LIST("/purchase-prices", ask_suppliers.ListPurchasePrices),
    *LIST("/purchase-orders", ask.ListPurchaseOrders),
    *CREATE("/purchase-orders", purchase_orders.CreatePurchaseOrder),
    GET(ORDER, ask.GetPurchaseOrder),
    CHANGE(ORDER, purchase_orders.ChangePurchaseOrder),
    ACTION(f"{ORDER}/actions/submit", purchase_orders.SubmitPurchaseOrder),
    ACTION(f"{ORDER}/actions/approve", purchase_orders.ApprovePurchaseOrder),
    ACTION(f"{ORDER}/actions/return", purchase_orders.ReturnPurchaseOrder),
    ACTION(f"{ORDER}/actions/send", purchase_orders.SendPurchaseOrder),
    ACTION(f"{ORDER}/actions/acknowledge", purchase_orders.AcknowledgePurchaseOrder),
    ACTION(f"{ORDER}/actions/amend", purchase_orders.AmendPurchaseOrder),
    ACTION(f"{ORDER}/actions/short-close", purchase_orders.ShortClosePurchaseOrder),
    ACTION(f"{ORDER}/actions/cancel", purchase_orders.CancelPurchaseOrder),
    *LIST("/receipts", ask.ListReceipts),
    *CREATE("/receipts", receipts.CreateReceipt),
    GET(RECEIPT, ask.GetReceipt),
    ACTION(f"{RECEIPT}/actions/arrive", receipts.ArriveReceipt),
    ACTION(f"{RECEIPT}/actions/inspect", receipts.InspectReceipt),
    ACTION(f"{RECEIPT}/actions/post", receipts.PostReceipt),
    ACTION(f"{RECEIPT}/actions/reject", receipts.RejectReceipt),
]
