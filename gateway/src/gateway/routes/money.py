"""Routes of the sales service: invoices, payments, and what customers owe."""

from __future__ import annotations

from crm_contracts.sales.commands import invoices, payments
from crm_contracts.sales.queries import invoices as ask_invoices
from crm_contracts.sales.queries import payments as ask_payments
from crm_contracts.sales.queries import receivables as ask_receivables
from gateway.rows import ACTION, CHANGE, CREATE, GET, LIST, REMOVE

INVOICE = "/invoices/<uuid:invoice_id>"
PAYMENT = "/payments/<uuid:payment_id>"

ROWS = [
    *LIST("/invoices", ask_invoices.ListInvoices),
    *CREATE("/invoices", invoices.CreateInvoice),
    GET("/invoices/number-gaps", ask_invoices.InvoiceNumberGaps),
    GET(INVOICE, ask_invoices.GetInvoice),
    CHANGE(INVOICE, invoices.ChangeInvoice),
    REMOVE(INVOICE, invoices.DeleteInvoice),
    ACTION(f"{INVOICE}/actions/post", invoices.PostInvoice),
    ACTION(f"{INVOICE}/actions/void", invoices.VoidInvoice),
    ACTION(f"{INVOICE}/actions/credit", invoices.CreditInvoice),
    *LIST("/payments", ask_payments.ListPayments),
    *CREATE("/payments", payments.CreatePayment),
    GET(PAYMENT, ask_payments.GetPayment),
    REMOVE(PAYMENT, payments.DeletePayment),
    ACTION(f"{PAYMENT}/actions/post", payments.PostPayment),
    ACTION(f"{PAYMENT}/actions/clear", payments.ClearPayment),
    ACTION(f"{PAYMENT}/actions/bounce", payments.BouncePayment),
    ACTION(f"{PAYMENT}/actions/allocate", payments.AllocatePayment),
    ACTION(f"{PAYMENT}/actions/deallocate", payments.DeallocatePayment),
    ACTION(f"{PAYMENT}/actions/reverse", payments.ReversePayment),
    ACTION(f"{PAYMENT}/actions/refund", payments.RefundPayment),
    GET("/receivables", ask_receivables.ListReceivables),
    GET("/accounts/<uuid:account_id>/balance", ask_receivables.AccountBalance),
]
