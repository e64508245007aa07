"""Inventory buys from somebody: that company is an account too, under the id that inventory chose, or one that was there."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from crm_contracts.customers.words import Address
from crm_contracts.inventory.document_events import SupplierCreated
from crm_kit.work import Work
from customers.accounts import Parts
from customers.app import app
from customers.arrivals import arrived, owner
from customers.domain.account import Account
from customers.domain.contact import Contact


@app.reacts(SupplierCreated)
def on_supplier_created(event: SupplierCreated, work: Work) -> None:
    make = partial(_new_account, event, work) if event.creates_account else None
    account = arrived(work, event.account_id, make)
    if account is not None and account.deleted_at is None:
        account.also_be("supplier")


def _new_account(event: SupplierCreated, work: Work) -> tuple[Account, Parts]:
    account = Account(id=event.account_id, **owner(work, event.owner_id))
    account.describe({
        "name": event.name, "kind": "company", "types": ["supplier"], "source": "purchasing", "website": event.website,
        "email": event.email, "phone": event.phone, "tax_id": event.tax_id,
        "tax_country": event.address.country if event.address is not None and event.tax_id else None,
        "addresses": [Address(**asdict(event.address))] if event.address is not None else [], "external_ids": [],
    })  # fmt: skip
    return account, _people(event)


def _people(event: SupplierCreated) -> Parts:
    """Whom one speaks to there; how to reach them is known of the company only."""
    if not event.contact_name:
        return []
    contact = Contact()
    contact.describe({
        "first_name": "", "last_name": "", "full_name": event.contact_name, "title": "", "kind": "employee", "addresses": [],
        "emails": [], "phones": [],
    }, has_account=True)  # fmt: skip
    return [(contact, {"role": "", "title": "", "is_primary": True})]
