"""Contacts, page by page."""

from typing import Any

from crm_contracts.customers.queries.contacts import ListContacts
from crm_kit.listing import page
from crm_kit.work import Work
from customers.app import app
from customers.domain.contact import Contact
from customers.searches import narrowed


@app.answers(ListContacts)
def list_contacts(query: ListContacts, work: Work) -> dict[str, Any]:
    return page(work, narrowed(work, query, "contacts"), Contact)
