"""Customers, whole: loads the use cases, queries and reactions."""

from crm_contracts.customers import imports
from crm_contracts.customers.events import AccountUpdated, ConsentChanged, ContactUpdated, CreditChanged
from crm_kit.app import load_modules
from crm_kit.imports.registry import take_imports
from crm_kit.republish import only
from customers.app import app
from customers.domain.account import Account
from customers.domain.consent import Consent
from customers.domain.contact import Contact
from customers.domain.credit import Credit
from customers.imports.accounts import AccountImporter
from customers.imports.contacts import ContactImporter
from customers.links import facts_of_contacts

load_modules("customers.use_cases", "customers.queries", "customers.reactions")
take_imports(app, imports, AccountImporter(), ContactImporter())
app.announces(Account, AccountUpdated)
app.announces(Contact, ContactUpdated, facts_of_contacts)
app.announces(Credit, CreditChanged)
app.announces(only(Consent, Consent.counts), ConsentChanged)

__all__ = ["app"]
