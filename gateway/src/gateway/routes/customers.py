"""Routes of the customers service: accounts, contacts, consents, saved views, and the whole picture of an account."""

from __future__ import annotations

from crm_contracts.customers.commands import accounts, contacts, credit, saved_views
from crm_contracts.customers.queries import accounts as ask
from crm_contracts.customers.queries import audit
from crm_contracts.customers.queries import contacts as ask_contacts
from crm_contracts.customers.queries import credit as ask_credit
from crm_contracts.customers.queries import saved_views as ask_views
from crm_contracts.inventory.queries.deliveries import ListDeliveries
from crm_contracts.sales.queries.invoices import ListInvoices
from crm_contracts.sales.queries.leads import ListLeads
from crm_contracts.sales.queries.opportunities import ListOpportunities
from crm_contracts.sales.queries.orders import ListOrders
from crm_contracts.sales.queries.quotations import ListQuotations
from crm_contracts.sales.queries.receivables import AccountBalance
from crm_contracts.service_desk.queries.tickets import ListTickets
from gateway.rows import ACTION, CHANGE, CREATE, EXPLAIN, GET, JOIN, LIST, PUT, REMOVE, Section

ACCOUNT = "/accounts/<uuid:account_id>"
CONTACT = "/contacts/<uuid:contact_id>"
LINK = "/account-contacts/<uuid:link_id>"
VIEW = "/views/<uuid:view_id>"

ROWS = [
    *LIST("/accounts", ask.ListAccounts),
    *CREATE("/accounts", accounts.CreateAccount),
    PUT("/accounts:upsert", accounts.UpsertAccount, parameters={"system": "system", "id": "external_id"}, location="/accounts"),
    GET(ACCOUNT, ask.GetAccount),
    CHANGE(ACCOUNT, accounts.ChangeAccount),
    REMOVE(ACCOUNT, accounts.DeleteAccount),
    ACTION(f"{ACCOUNT}/actions/restore", accounts.RestoreAccount),
    ACTION(f"{ACCOUNT}/actions/activate", accounts.ActivateAccount),
    ACTION(f"{ACCOUNT}/actions/deactivate", accounts.DeactivateAccount),
    ACTION(f"{ACCOUNT}/actions/transfer", accounts.TransferAccount),
    GET(f"{ACCOUNT}/credit", ask_credit.GetCredit),
    ACTION(f"{ACCOUNT}/actions/set-credit", credit.SetCredit),
    GET(f"{ACCOUNT}/figures", ask.GetAccountFigures),
    *LIST(f"{ACCOUNT}/timeline", ask.ListTimeline),
    *LIST(f"{ACCOUNT}/contacts", ask.ListAccountContacts),
    *CREATE(f"{ACCOUNT}/contacts", contacts.LinkContact, location="/account-contacts"),
    GET(f"{ACCOUNT}/shares", ask.ListAccountShares),
    *CREATE(f"{ACCOUNT}/shares", accounts.ShareAccount),
    REMOVE(f"{ACCOUNT}/shares/<uuid:share_id>", accounts.UnshareAccount, parameters={"with_children": "with_children"}),
    JOIN(
        "account_360",
        f"{ACCOUNT}/360",
        Section("profile", ask.GetAccount, "account_id"),
        Section("contacts", ask.ListAccountContacts, "account_id", fixed={"limit": 50}),
        Section("figures", ask.GetAccountFigures, "account_id"),
        Section("credit", ask_credit.GetCredit, "account_id"),
        Section("open_opportunities", ListOpportunities, "account_id", where={"status": "open"}),
        Section("leads", ListLeads, "account_id"),
        Section("balance", AccountBalance, "account_id"),
        Section("quotations", ListQuotations, "account_id", where={"is_latest": True}, fixed={"limit": 20}),
        Section("orders", ListOrders, "account_id", fixed={"limit": 20}),
        Section("invoices", ListInvoices, "account_id", fixed={"limit": 20}),
        Section("tickets", ListTickets, "account_id", fixed={"limit": 20}),
        Section("deliveries", ListDeliveries, "account_id", fixed={"limit": 20}),
        Section("timeline", ask.ListTimeline, "account_id", fixed={"limit": 20}),
        Section("consents", ask_contacts.ListConsents, "account_id", where={"is_current": True}, fixed={"limit": 100}),
    ),
    CHANGE(LINK, contacts.ChangeLink),
    ACTION(f"{LINK}/actions/close", contacts.CloseLink),
    *LIST("/contacts", ask_contacts.ListContacts),
    *CREATE("/contacts", contacts.CreateContact),
    GET(CONTACT, ask_contacts.GetContact),
    CHANGE(CONTACT, contacts.ChangeContact),
    REMOVE(CONTACT, contacts.DeleteContact),
    ACTION(f"{CONTACT}/actions/restore", contacts.RestoreContact),
    ACTION(f"{CONTACT}/actions/transfer", contacts.TransferContact),
    GET(f"{CONTACT}/shares", ask_contacts.ListContactShares),
    *CREATE(f"{CONTACT}/shares", contacts.ShareContact),
    REMOVE(f"{CONTACT}/shares/<uuid:share_id>", contacts.UnshareContact),
    *LIST(f"{CONTACT}/consents", ask_contacts.ListConsents, "list_contact_consents"),
    *CREATE(f"{CONTACT}/consents", contacts.RecordConsent),
    *LIST("/consents", ask_contacts.ListConsents),
    *LIST("/views", ask_views.ListSavedViews),
    *CREATE("/views", saved_views.CreateSavedView),
    GET(VIEW, ask_views.GetSavedView),
    CHANGE(VIEW, saved_views.ChangeSavedView),
    REMOVE(VIEW, saved_views.DeleteSavedView),
    *LIST("/history/customers", audit.ListHistory, "list_customers_history"),
    EXPLAIN(audit.ExplainAccess),
]
