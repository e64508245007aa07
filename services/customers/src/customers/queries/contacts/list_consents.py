"""Consents of a contact, or of the contacts of an account."""

from typing import Any

from sqlalchemy import ColumnElement, select

from crm_contracts.customers.queries.contacts import ListConsents
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.consents import is_current
from customers.domain.account_contact import AccountContact
from customers.domain.consent import Consent
from customers.domain.contact import Contact
from customers.links import current
from customers.redirects import survivor_of


@app.answers(ListConsents)
def list_consents(query: ListConsents, work: Work) -> dict[str, Any]:
    known = select(Contact.id).where(visible(work.caller, Contact, work.allow), Contact.deleted_at.is_(None))
    return page(work, query, Consent, {"is_current": is_current()}, Consent.contact_id.in_(known), *_about(query, work))


def _about(query: ListConsents, work: Work) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.contact_id is not None:
        found.append(Consent.contact_id == work.get(Contact, survivor_of(work, query.contact_id)).id)
    if query.account_id is not None:
        account_id = survivor_of(work, query.account_id)
        linked = select(AccountContact.contact_id).where(AccountContact.account_id == account_id, current(work.today))
        found.append(Consent.contact_id.in_(linked))
    return found
