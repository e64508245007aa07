"""An enquiry became a customer.

Make the account and the contact under the ids that sales gave them, or merge those ids into the records that are there already."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import get_args
from uuid import UUID

from crm_contracts.customers.words import Address, EmailEntry, LegalBasis, PhoneEntry
from crm_contracts.sales.events import LeadConverted
from crm_contracts.sales.words import Person
from crm_kit.work import Work
from customers.accounts import Parts
from customers.app import app
from customers.arrivals import arrived, owner
from customers.consents import note_consent
from customers.domain import matching
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.duplicates import keep_keys, twin_of
from customers.links import accounts_of, link
from customers.people import mirrored, take_in
from customers.redirects import redirect, survivor_of


@app.reacts(LeadConverted)
def on_lead_converted(event: LeadConverted, work: Work) -> None:
    make = partial(_new_account, event, work) if event.created.account else None
    account = arrived(work, event.account_id, make)
    redirect(work, event.id, account.id if account is not None else event.account_id, "lead")
    contact = _contact(event, work, account)
    if account is None or contact is None:
        return
    if account.kind == "person" and account.person_id is None and contact.personal_account_id is None:
        account.person_id, contact.personal_account_id = contact.id, account.id
    if contact in work.session:
        _join(work, account, contact)
    else:
        keep_keys(work, contact)
        take_in(work, contact, account, role="", title="", is_primary=account in work.session.new)
    _note_consents(event, contact, work)


def _new_account(event: LeadConverted, work: Work) -> tuple[Account, Parts]:
    account = Account(id=event.account_id, **owner(work, event.owner_id))
    emails = event.contact.emails if event.contact is not None else []
    phones = event.contact.phones if event.contact is not None else []
    own = {"email": next(iter(emails), None), "phone": next(iter(phones), None)} if event.account_kind == "person" else {}
    account.describe({
        "name": event.account_name, "kind": event.account_kind, "types": ["prospect"], "source": event.source[:100],
        "addresses": [Address(**asdict(event.address))] if event.address is not None else [], "external_ids": [], **own,
    })  # fmt: skip
    domains = (matching.domain_of(None, email) for email in emails)
    account.domain = next((domain for domain in domains if domain), None)
    return account, []


def _contact(event: LeadConverted, work: Work, account: Account | None) -> Contact | None:
    """The contact that is meant: one that is there, a twin of the new one, or the new one, still to be taken in."""
    if event.contact_id is None:
        return mirrored(account) if account is not None and account.kind == "person" and account.person_id is None else None
    known = work.session.get(Contact, survivor_of(work, event.contact_id))
    if known is not None or not event.created.contact or event.contact is None:
        return known
    contact = _new_contact(event.contact_id, event.contact, event, work)
    if (twin := twin_of(work, contact)) is None:
        return contact
    twin.take_over(contact.id)
    redirect(work, contact.id, twin.id, "contact")
    return twin


def _new_contact(contact_id: UUID, given: Person, event: LeadConverted, work: Work) -> Contact:
    contact = Contact(id=contact_id, **owner(work, event.owner_id))
    contact.describe({
        "first_name": given.first_name, "last_name": given.last_name, "full_name": given.full_name, "title": given.title,
        "kind": "end_consumer" if event.account_kind == "person" else "employee", "addresses": [],
        "emails": [EmailEntry(address=email) for email in given.emails],
        "phones": [PhoneEntry(number=phone) for phone in given.phones],
    }, has_account=True)  # fmt: skip
    return contact


def _join(work: Work, account: Account, contact: Contact) -> None:
    """Connect a contact that was there, unless it is connected already."""
    if any(each["id"] == account.id for each in accounts_of(work, contact.id)):
        return
    link(work, account, contact)
    work.flush()
    contact.tell(accounts_of(work, contact.id))


def _note_consents(event: LeadConverted, contact: Contact, work: Work) -> None:
    """What the enquirer agreed to. Where the contact has refused before, that stands."""
    if (given := event.consent) is None:
        return
    work.flush()
    basis = given.basis if given.basis in get_args(LegalBasis) else "consent"
    told = {"status": "opted_in", "topic": "all", "basis": basis, "source": "lead", "evidence": given.wording}
    for channel in given.channels:
        note_consent(work, contact, channel=channel, at=min(given.given_at or event.converted_at, work.now), **told)
