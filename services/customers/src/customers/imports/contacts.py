"""Contacts from files, each with the account it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from crm_contracts.customers.commands.contacts import CreateContact
from crm_contracts.customers.words import Address, EmailEntry, PhoneEntry
from crm_kit.errors import Problem
from crm_kit.imports import attribution
from crm_kit.imports.columns import Field, as_lower, as_truth
from crm_kit.imports.importer import Batch, Importer, Made, Row
from crm_kit.imports.localities import as_country, international
from crm_kit.imports.words import ImportOptions
from crm_kit.messages import given, load
from crm_kit.work import Work
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact
from customers.duplicates import drop_keys, keep_keys
from customers.imports import changing
from customers.imports.naming import accounts_named
from customers.imports.recognition import Draft, recognise
from customers.links import accounts_of_all, step_down_all

BESIDE = ("owner_id", "account_id", "role", "is_primary", "confirm_duplicate", "reason")
NEVER_CHANGED = {"role", "is_primary"}
LISTS: dict[str, tuple[type, str]] = {
    "emails": (EmailEntry, "address"),
    "phones": (PhoneEntry, "number"),
    "addresses": (Address, "line1"),
}
ADDRESS = ("addresses", 0)
FIELDS = (
    Field("full_name", ("name", "contact", "contact name", "full name", "姓名", "联系人", "联系人姓名")),
    Field("first_name", ("given name", "forename", "名")),
    Field("last_name", ("surname", "family name", "姓")),
    Field("title", ("job title", "position", "contact title", "职务", "职位")),
    Field("kind", ("contact kind",), read=as_lower),
    Field("email", ("e-mail", "email address", "mail", "邮箱", "电子邮箱"), ("emails", 0, "address")),
    Field("phone", ("tel", "telephone", "mobile", "mobile phone", "phone number", "电话", "手机", "手机号", "联系电话"),
          ("phones", 0, "number")),
    Field("address_line1", ("address", "street", "street address", "地址"), (*ADDRESS, "line1")),
    Field("address_line2", ("address 2",), (*ADDRESS, "line2")),
    Field("city", ("town", "城市"), (*ADDRESS, "city")),
    Field("address_region", ("state", "province", "region", "省", "省份"), (*ADDRESS, "region")),
    Field("postal_code", ("zip", "zip code", "postcode", "邮编"), (*ADDRESS, "postal_code")),
    Field("country", ("country code", "国家"), (*ADDRESS, "country"), as_country),
    Field("account", ("company", "company name", "account name", "account number", "customer", "customer id", "公司",
                      "公司名称", "客户"), beside=True),
    Field("role", ("part", "角色")),
    Field("is_primary", ("primary", "primary contact", "主要联系人"), read=as_truth),
    *attribution.FIELDS,
)  # fmt: skip


class ContactImporter(Importer):
    """Contacts; `account` names an account by number, by external id or by name."""

    collection, noun, command, fields = "contacts", "customers.contact", CreateContact, FIELDS

    def complete(self, row: Row, options: ImportOptions) -> None:
        for address in row.payload.get("addresses", ()):
            address.setdefault("line1", "")
        country = next((address.get("country") for address in row.payload.get("addresses", ())), None) or options.country
        for phone in row.payload.get("phones", ()):
            phone["number"] = international(phone["number"], country)

    def decide(self, work: Work, batch: Batch) -> None:
        attribution.find_people(work, batch.open)
        accounts = accounts_named(work, batch)
        for row in batch.open:
            self._draft(work, row, accounts.get(row.number))
        known = recognise(work, batch)
        self._change(work, batch, known)
        _refuse_second_primaries(batch)
        for row in batch.open:
            row.outcome, row.record = "created", row.plan.record

    def _draft(self, work: Work, row: Row, account: Any) -> None:
        try:
            contact = Contact()
            contact.describe(given(row.command, but=BESIDE), has_account=account is not None)
        except Problem as problem:
            row.refuse(problem, self.fields)
            return
        if account is not None and attribution.OWNER.name not in row.beside:
            contact.keep_or_take(account.owner_id, account.team_path)
        attribution.give(work, contact, row)
        row.plan = Draft(contact, {"": contact.match_keys()}, account=account)

    def _change(self, work: Work, batch: Batch, known: Any) -> None:
        ids = [row.record for row in batch.open if isinstance(row.record, UUID)]
        accounts = accounts_of_all(work, ids) if ids else {}

        def change(row: Row, contact: Contact, fields: dict[str, Any]) -> None:
            if contact.personal_account_id is not None:
                row.fail("mirrored_contact", "This is the person behind an account: change the account")
                return
            before = changing.state(contact)
            contact.describe(fields, has_account=bool(accounts[contact.id]))
            if changing.state(contact) != before:
                contact.tell(accounts[contact.id])

        changing.change_known(work, batch, known, Contact, _brought, change)

    def apply(self, work: Work, batch: Batch) -> None:
        created, updated = batch.of("created"), batch.of("updated")
        keep_keys(work, *(row.record for row in created))
        step_down_all(work, sorted({row.plan.account.id for row in created if row.plan.account and row.command.is_primary}))
        for row in created:
            self._add(work, row)
        changing.keep_changed_keys(work, updated)

    def _add(self, work: Work, row: Row) -> None:
        contact, account = work.add(row.record), row.plan.account
        part = {"role": row.command.role, "is_primary": row.command.is_primary}
        contact.arrive([{"id": account.id, **part}] if account else [])
        attribution.backdate(contact, row)
        if account is not None:
            work.add(AccountContact(account_id=account.id, contact_id=contact.id, account=account, contact=contact, **part))

    def undo(self, work: Work, rows: Sequence[Made]) -> None:
        records = changing.untouched(work, Contact, rows)
        accounts = accounts_of_all(work, [record.id for record in records.values()])
        changing.take_back(work, rows, records, lambda contact: contact.tell(accounts[contact.id]))
        gone = []
        for row in rows:
            if row.outcome == "created":
                row.undo = "undone" if row.number in records else "kept"
                gone += [records[row.number]] if row.number in records else []
        drop_keys(work, *gone)
        for contact in gone:
            contact.leave()
            work.remove(contact)


def _refuse_second_primaries(batch: Batch) -> None:
    """An account has one primary contact: of several in one page the first is it."""
    chosen: dict[UUID, int] = {}
    for row in batch.open:
        if row.plan.account is not None and row.command.is_primary:
            first = chosen.setdefault(row.plan.account.id, row.number)
            if first != row.number:
                row.fail("several_primary", f"Row {first} is the primary contact of this account", "is_primary")


def _brought(row: Row, contact: Contact) -> dict[str, Any]:
    """The fields that a row brings to a contact; lists are joined with what is there."""
    fields = {name: getattr(row.command, name) for name in set(row.payload) - NEVER_CHANGED}
    for name, (kind, key) in LISTS.items():
        if name in fields:
            known = [load(kind, each) for each in getattr(contact, name)]
            have = {getattr(each, key).casefold() for each in known}
            fields[name] = [*known, *(each for each in fields[name] if getattr(each, key).casefold() not in have)]
    return fields
