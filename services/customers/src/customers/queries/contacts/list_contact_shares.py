"""Whom a contact is shared with."""

from typing import Any

from crm_contracts.customers.queries.contacts import ListContactShares
from crm_contracts.customers.views.others import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import shares_of
from crm_kit.work import Work
from customers.app import app
from customers.domain.contact import Contact


@app.answers(ListContactShares)
def list_contact_shares(query: ListContactShares, work: Work) -> dict[str, Any]:
    contact = work.get(Contact, query.contact_id)
    return {"data": [dump(None, ShareView, row) for row in shares_of(work, contact)], "has_more": False, "next_cursor": None}
