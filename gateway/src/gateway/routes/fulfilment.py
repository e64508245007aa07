"""Routes of inventory: how goods leave."""

from __future__ import annotations

from crm_contracts.inventory.commands import deliveries, notices
from crm_contracts.inventory.queries import deliveries as ask
from crm_contracts.inventory.queries import notices as ask_notices
from gateway.rows import ACTION, CREATE, GET, LIST

NOTICE = "/shipment-notices/<uuid:shipment_notice_id>"
DELIVERY = "/deliveries/<uuid:delivery_id>"
WAYBILL = "/waybills/<uuid:waybill_id>"

ROWS = [
    *LIST("/shipment-notices", ask_notices.ListShipmentNotices),
    *CREATE("/shipment-notices", notices.CreateShipmentNotice),
    GET(NOTICE, ask_notices.GetShipmentNotice),
    ACTION(f"{NOTICE}/actions/submit", notices.SubmitShipmentNotice),
    ACTION(f"{NOTICE}/actions/release", notices.ReleaseShipmentNotice),
    ACTION(f"{NOTICE}/actions/accept", notices.AcceptShipmentNotice),
    ACTION(f"{NOTICE}/actions/counter", notices.CounterShipmentNotice),
    ACTION(f"{NOTICE}/actions/agree", notices.AgreeShipmentNotice),
    ACTION(f"{NOTICE}/actions/refuse", notices.RefuseShipmentNotice),
    ACTION(f"{NOTICE}/actions/reject", notices.RejectShipmentNotice),
    ACTION(f"{NOTICE}/actions/close-short", notices.CloseShortShipmentNotice),
    ACTION(f"{NOTICE}/actions/cancel", notices.CancelShipmentNotice),
    *LIST("/deliveries", ask.ListDeliveries),
    *CREATE("/deliveries", deliveries.CreateDelivery),
    GET(DELIVERY, ask.GetDelivery),
    ACTION(f"{DELIVERY}/actions/start-pick", deliveries.StartPickDelivery),
    ACTION(f"{DELIVERY}/actions/pack", deliveries.PackDelivery),
    ACTION(f"{DELIVERY}/actions/ship", deliveries.ShipDelivery),
    ACTION(f"{DELIVERY}/actions/confirm-delivery", deliveries.ConfirmDelivery),
    ACTION(f"{DELIVERY}/actions/fail", deliveries.FailDelivery),
    ACTION(f"{DELIVERY}/actions/reship", deliveries.ReshipDelivery),
    ACTION(f"{DELIVERY}/actions/return", deliveries.ReturnDelivery),
    ACTION(f"{DELIVERY}/actions/cancel", deliveries.CancelDelivery),
    *LIST("/waybills", ask.ListWaybills),
    *CREATE("/waybills", deliveries.CreateWaybill),
    GET("/waybills/statistics", ask.WaybillStatistics),
    GET(WAYBILL, ask.GetWaybill),
    ACTION(f"{WAYBILL}/actions/record-event", deliveries.RecordWaybillEvent),
    *LIST("/open-shipments", ask.ListOpenShipments),
    GET("/open-shipments/totals", ask.OpenShipmentTotals),
    GET("/shipped", ask.ShippedStatistics),
]
