"""Routes of the sales service: prices, quotations and orders."""

from __future__ import annotations

from crm_contracts.sales.commands import orders, payment_terms, price_lists, quotations, settings, tax_classes
from crm_contracts.sales.queries import order_statistics as ask_statistics
from crm_contracts.sales.queries import orders as ask_orders
from crm_contracts.sales.queries import payment_terms as ask_terms
from crm_contracts.sales.queries import prices as ask_prices
from crm_contracts.sales.queries import quotations as ask_quotations
from crm_contracts.sales.queries import settings as ask_settings
from crm_contracts.sales.queries import tax_classes as ask_taxes
from gateway.rows import ACTION, CHANGE, CREATE, GET, LIST, REMOVE

TAX_CLASS = "/tax-classes/<uuid:tax_class_id>"
TERMS = "/payment-terms/<uuid:payment_terms_id>"
PRICE_LIST = "/price-lists/<uuid:price_list_id>"
LISTED_PRICE = "/listed-prices/<uuid:listed_price_id>"
QUOTATION = "/quotations/<uuid:quotation_id>"
ORDER = "/orders/<uuid:order_id>"

ROWS = [
    *LIST("/tax-classes", ask_taxes.ListTaxClasses),
    *CREATE("/tax-classes", tax_classes.CreateTaxClass),
    GET(TAX_CLASS, ask_taxes.GetTaxClass),
    CHANGE(TAX_CLASS, tax_classes.ChangeTaxClass),
    *LIST("/payment-terms", ask_terms.ListPaymentTerms),
    *CREATE("/payment-terms", payment_terms.CreatePaymentTerms),
    GET(TERMS, ask_terms.GetPaymentTerms),
    CHANGE(TERMS, payment_terms.ChangePaymentTerms),
    *LIST("/price-lists", ask_prices.ListPriceLists),
    *CREATE("/price-lists", price_lists.CreatePriceList),
    GET(PRICE_LIST, ask_prices.GetPriceList),
    CHANGE(PRICE_LIST, price_lists.ChangePriceList),
    *CREATE(f"{PRICE_LIST}/prices", price_lists.AddListedPrice),
    *LIST("/listed-prices", ask_prices.ListListedPrices),
    CHANGE(LISTED_PRICE, price_lists.ChangeListedPrice),
    REMOVE(LISTED_PRICE, price_lists.RemoveListedPrice),
    GET("/prices", ask_prices.FindPrices),
    *LIST("/quotations", ask_quotations.ListQuotations),
    *CREATE("/quotations", quotations.CreateQuotation),
    GET(QUOTATION, ask_quotations.GetQuotation),
    CHANGE(QUOTATION, quotations.ChangeQuotation),
    GET(f"{QUOTATION}/diff", ask_quotations.DiffQuotations),
    ACTION(f"{QUOTATION}/actions/submit", quotations.SubmitQuotation),
    ACTION(f"{QUOTATION}/actions/approve", quotations.ApproveQuotation),
    ACTION(f"{QUOTATION}/actions/return", quotations.ReturnQuotation),
    ACTION(f"{QUOTATION}/actions/withdraw", quotations.WithdrawQuotation),
    ACTION(f"{QUOTATION}/actions/send", quotations.SendQuotation),
    ACTION(f"{QUOTATION}/actions/accept", quotations.AcceptQuotation),
    ACTION(f"{QUOTATION}/actions/decline", quotations.DeclineQuotation),
    ACTION(f"{QUOTATION}/actions/revise", quotations.ReviseQuotation),
    ACTION(f"{QUOTATION}/actions/copy", quotations.CopyQuotation),
    ACTION(f"{QUOTATION}/actions/cancel", quotations.CancelQuotation),
    ACTION(f"{QUOTATION}/actions/create-order", quotations.OrderQuotation),
    ACTION("/quotations/actions/expire", quotations.ExpireQuotations),
    *LIST("/orders", ask_orders.ListOrders),
    *CREATE("/orders", orders.CreateOrder),
    GET("/orders/statistics", ask_statistics.OrderStatistics),
    GET(ORDER, ask_orders.GetOrder),
    CHANGE(ORDER, orders.ChangeOrder),
    ACTION(f"{ORDER}/actions/confirm", orders.ConfirmOrder),
    ACTION(f"{ORDER}/actions/approve", orders.ApproveOrder),
    ACTION(f"{ORDER}/actions/reject", orders.RejectOrder),
    ACTION(f"{ORDER}/actions/hold", orders.HoldOrder),
    ACTION(f"{ORDER}/actions/release", orders.ReleaseOrder),
    ACTION(f"{ORDER}/actions/amend", orders.AmendOrder),
    ACTION(f"{ORDER}/actions/short-close", orders.ShortCloseOrder),
    ACTION(f"{ORDER}/actions/cancel", orders.CancelOrder),
    GET("/settings/sales", ask_settings.GetSettings, name="get_sales_settings"),
    CHANGE("/settings/sales", settings.ChangeSettings, name="change_sales_settings"),
]
