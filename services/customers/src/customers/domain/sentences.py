"""The sentences of the timeline. Words in braces are fields of the event; what an event does not say is a dash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SENTENCES = {
    "customers.account.created": "Account {name} was created",
    "customers.account.updated": "Account {name} was changed",
    "customers.account.owner_changed": "The account went to another owner",
    "customers.account.merged": "Another record was merged into this account",
    "customers.account.shared": "The account was shared",
    "customers.account.unshared": "A share of the account ended",
    "customers.account.deleted": "Account {name} was deleted",
    "customers.account.restored": "Account {name} was restored",
    "customers.contact.created": "Contact {name} was added",
    "customers.contact.updated": "Contact {name} was changed",
    "customers.consent.changed": "Consent by {channel} for {topic}: {status}",
    "customers.credit.changed": "Credit was set: limit {limit}, {terms_days} days, grade {grade}",
    "sales.lead.created": "Enquiry {number} came in ({source})",
    "sales.lead.assigned": "Enquiry {number} was assigned",
    "sales.lead.converted": "Enquiry {number} became a customer",
    "sales.lead.rejected": "Enquiry {number} was rejected: {reason}",
    "sales.opportunity.created": "Opportunity {name} was opened",
    "sales.opportunity.updated": "Opportunity {name} was changed",
    "sales.opportunity.stage_changed": "Opportunity {name} moved from {from_stage} to {to_stage}",
    "sales.opportunity.won": "Opportunity {name} was won: {amount}",
    "sales.opportunity.lost": "Opportunity {name} was lost: {reason}",
    "sales.quotation.sent": "Quotation {number} was sent: {total}, valid until {valid_until}",
    "sales.quotation.accepted": "Quotation {number} was accepted: {total}",
    "sales.quotation.declined": "Quotation {number} was declined: {reason}",
    "sales.quotation.expired": "Quotation {number} expired without an answer",
    "sales.quotation.superseded": "Quotation {number} was replaced by a later revision",
    "sales.order.approval_requested": "Order {number} waits for approval: {total}",
    "sales.order.approval_decided": "Order {number} was approved",
    "sales.order.confirmed": "Order {number} was confirmed",
    "sales.order.amended": "Order {number} was changed: {total}",
    "sales.order.held": "Order {number} was put on hold: {reason}",
    "sales.order.released": "Order {number} goes on",
    "sales.order.cancelled": "Order {number} was cancelled: {reason}",
    "sales.order.short_closed": "The rest of order {number} is not delivered any more: {reason}",
    "sales.order.shipped": "Order {number} was shipped in part",
    "sales.order.completed": "Order {number} is delivered, invoiced and paid",
    "sales.order.reopened": "Order {number} is open again",
    "sales.invoice.posted": "Invoice {number} was posted: {total}, due on {due_on}",
    "sales.invoice.voided": "Invoice {number} was voided: {reason}",
    "sales.invoice.credited": "Invoice {number} was credited: {credited}",
    "sales.payment.posted": "Payment {number} was received: {amount}",
    "sales.payment.allocated": "Payment {number} was allocated, {unallocated} of {amount} is left",
    "sales.payment.bounced": "Payment {number} bounced: {reason}",
    "sales.payment.reversed": "Payment {number} was reversed: {reason}",
    "sales.payment.refunded": "Payment {number} was refunded: {refunded}",
    "service_desk.ticket.created": "Ticket {number} was opened",
    "service_desk.ticket.escalated": "A ticket was escalated: {reason}",
    "inventory.stock.reserved": "Everything in the order is reserved",
    "inventory.stock.reservation_failed": "The stock does not cover the order",
    "inventory.shipment_notice.released": "Shipment notice {number} was released: {release_reason}",
    "inventory.shipment_notice.accepted": "Shipment notice {number} was accepted by the warehouse",
    "inventory.shipment_notice.counter_proposed": "The warehouse proposes otherwise for shipment notice {number}: {reason}",
    "inventory.shipment_notice.rejected": "Shipment notice {number} was rejected by the warehouse: {reason}",
    "inventory.delivery.shipped": "Delivery {number} was shipped",
    "inventory.delivery.delivered": "Delivery {number} arrived, signed for by {signed_by}",
    "inventory.delivery.failed": "Delivery {number} could not be handed over: {reason}",
    "inventory.delivery.returned": "Delivery {number} came back: {reason}",
    "inventory.supplier.created": "{name} is supplier {number} from now on",
    "marketing.response.recorded": "Response: {kind}",
}
# Where one field decides what happened: its name, and the sentences by its value; any other value has the sentence above.
VARIANTS: Mapping[str, tuple[str, Mapping[Any, str]]] = {
    "sales.order.approval_decided": ("approved", {False: "Order {number} was not approved: {comment}"}),
    "sales.order.shipped": ("fully_shipped", {True: "Order {number} was shipped in full"}),
    "sales.invoice.posted": (
        "kind",
        {
            "credit_note": "Credit note {number} was posted: {total}",
            "down_payment": "Down-payment invoice {number} was posted: {total}, due on {due_on}",
        },
    ),
    "inventory.shipment_notice.updated": (
        "status",
        {
            "submitted": "Shipment notice {number} waits to be released",
            "accepted": "Shipment notice {number} was agreed upon",
            "closed_short": "The rest of shipment notice {number} is not shipped",
            "cancelled": "Shipment notice {number} was cancelled",
        },
    ),
    "inventory.waybill.status_changed": (
        "status",
        {
            "booked": "Consignment {number} was booked with {carrier}",
            "picked_up": "Consignment {number} was picked up by {carrier}",
            "in_transit": "Consignment {number} is on its way with {carrier}",
            "out_for_delivery": "Consignment {number} is out for delivery with {carrier}",
            "signed": "Consignment {number} was signed for",
            "exception": "Consignment {number} met with trouble at {carrier}",
            "returned": "Consignment {number} is on its way back",
        },
    ),
}
# Events without a line, all of a type or those with one status: another line says it, or it is no step that a reader waits for.
QUIET = frozenset({
    "sales.order.fulfilment_changed", "sales.invoice.settled", "inventory.stock.unreserved", "inventory.supplier.updated",
    "inventory.stock.moved", "inventory.stock.level_changed",
    *(f"inventory.shipment_notice.updated:{status}" for status in ("draft", "released", "partially_shipped", "shipped")),
})  # fmt: skip
