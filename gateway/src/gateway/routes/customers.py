"""Routes of customers: accounts, contacts, the links between them, consents and the one timeline."""

from __future__ import annotations

from crm_contracts.customers.commands.accounts import (
    ActivateAccount,
    ChangeAccount,
    CreateAccount,
    DeactivateAccount,
    DeleteAccount,
    RestoreAccount,
    ShareAccount,
    TransferAccount,
    UnshareAccount,
    UpsertAccount,
)
from crm_contracts.customers.commands.contacts import (
    ChangeContact,
    ChangeLink,
    CloseLink,
    CreateContact,
    DeleteContact,
    LinkContact,
    RecordConsent,
    RestoreContact,
    ShareContact,
    TransferContact,
    UnshareContact,
)
from crm_contracts.customers.commands.saved_views import ChangeSavedView, CreateSavedView, DeleteSavedView
from crm_contracts.customers.queries.accounts import (
    GetAccount,
    GetAccountFigures,
    ListAccountContacts,
    ListAccounts,
    ListAccountShares,
    ListTimeline,
)
from crm_contracts.customers.queries.audit import ExplainAccess, ListHistory
from crm_contracts.customers.queries.contacts import GetContact, ListConsents, ListContacts, ListContactShares
from crm_contracts.customers.queries.saved_views import GetSavedView, ListSavedViews
from crm_contracts.sales.queries.leads import ListLeads
from crm_contracts.sales.queries.opportunities import ListOpportunities
from gateway.rows import ACTION, CHANGE, CREATE, EXPLAIN, GET, JOIN, LIST, PUT, REMOVE, Section

ACCOUNT = "/accounts/<uuid:account_id>"
CONTACT = "/contacts/<uuid:contact_id>"
LINK = "/account-contacts/<uuid:link_id>"
VIEW = "/saved-views/<uuid:view_id>"

ROWS = [
    *LIST("/accounts", ListAccounts),
    *CREATE("/accounts", CreateAccount),
    PUT("/accounts:upsert", UpsertAccount, parameters={"system": "system", "id": "external_id"}, location="/accounts"),
    GET(ACCOUNT, GetAccount),
    CHANGE(ACCOUNT, ChangeAccount),
    REMOVE(ACCOUNT, DeleteAccount),
    ACTION(f"{ACCOUNT}/actions/restore", RestoreAccount),
    ACTION(f"{ACCOUNT}/actions/activate", ActivateAccount),
    ACTION(f"{ACCOUNT}/actions/deactivate", DeactivateAccount),
    ACTION(f"{ACCOUNT}/actions/transfer", TransferAccount),
    GET(f"{ACCOUNT}/shares", ListAccountShares),
    *CREATE(f"{ACCOUNT}/shares", ShareAccount, batch=False),
    REMOVE(f"{ACCOUNT}/shares/<uuid:share_id>", UnshareAccount),
    GET(f"{ACCOUNT}/figures", GetAccountFigures),
    *LIST(f"{ACCOUNT}/timeline", ListTimeline),
    *LIST(f"{ACCOUNT}/contacts", ListAccountContacts),
    *CREATE(f"{ACCOUNT}/contacts", LinkContact, batch=False),
    CHANGE(LINK, ChangeLink),
    ACTION(f"{LINK}/actions/close", CloseLink),
    JOIN(
        "account_360",
        f"{ACCOUNT}/360",
        Section("profile", GetAccount, "account_id"),
        Section("figures", GetAccountFigures, "account_id"),
        Section("contacts", ListAccountContacts, "account_id", fixed={"limit": 20}),
        Section("consents", ListConsents, "account_id", fixed={"limit": 20}),
        Section("timeline", ListTimeline, "account_id", fixed={"limit": 20}),
        Section("opportunities", ListOpportunities, "account_id", where={"status": "open"}, fixed={"limit": 20}),
        Section("leads", ListLeads, "account_id", fixed={"limit": 20}),
    ),
    *LIST("/contacts", ListContacts),
    *CREATE("/contacts", CreateContact),
    GET(CONTACT, GetContact),
    CHANGE(CONTACT, ChangeContact),
    REMOVE(CONTACT, DeleteContact),
    ACTION(f"{CONTACT}/actions/restore", RestoreContact),
    ACTION(f"{CONTACT}/actions/transfer", TransferContact),
    GET(f"{CONTACT}/shares", ListContactShares),
    *CREATE(f"{CONTACT}/shares", ShareContact, batch=False),
    REMOVE(f"{CONTACT}/shares/<uuid:share_id>", UnshareContact),
    *LIST(f"{CONTACT}/consents", ListConsents),
    *CREATE(f"{CONTACT}/consents", RecordConsent, batch=False),
    *LIST("/saved-views", ListSavedViews),
    *CREATE("/saved-views", CreateSavedView),
    GET(VIEW, GetSavedView),
    CHANGE(VIEW, ChangeSavedView),
    REMOVE(VIEW, DeleteSavedView),
    EXPLAIN(ExplainAccess),
    *LIST("/audit/customers", ListHistory, name="list_customers_history"),
]
