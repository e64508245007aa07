"""Accounts from files, each with the person one talks to there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.customers.commands.accounts import CreateAccount
from crm_contracts.customers.words import Address, ExternalId
from crm_kit.errors import Problem
from crm_kit.imports import attribution
from crm_kit.imports.columns import Field, as_list, as_lower, as_truth, as_url
from crm_kit.imports.importer import Batch, Importer, Made, Row
from crm_kit.imports.localities import as_country, international
from crm_kit.imports.words import ImportOptions
from crm_kit.messages import given, load
from crm_kit.work import Work
from customers.accounts import add_numbered, places_of
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.duplicates import drop_keys, keep_keys
from customers.imports import changing
from customers.imports.recognition import Draft, recognise
from customers.people import mirrored, newcomers
from customers.references import referred_to

BESIDE = ("owner_id", "contacts", "confirm_duplicate", "reason")
NEVER_CHANGED = {"kind", "contacts"}
ADDRESS = ("addresses", 0)
CONTACT = ("contacts", 0)
FIELDS = (
    Field("name", ("company", "company name", "account", "account name", "customer", "customer name", "organisation",
                   "organization", "公司", "公司名称", "企业名称", "客户", "客户名称", "名称"), is_required=True),
    Field("kind", ("account kind", "客户性质"), read=as_lower),
    Field("types", ("type", "account type", "customer type", "类型", "客户类型"), read=lambda cell: as_list(as_lower(cell))),
    Field("industry", ("sector", "branch", "行业", "所属行业")),
    Field("region", ("sales region", "territory", "area", "区域", "地区", "大区")),
    Field("level", ("grade", "customer level", "级别", "客户级别"), read=lambda cell: cell.strip().upper()),
    Field("source", ("lead source", "来源", "客户来源")),
    Field("tax_id", ("tax number", "vat", "vat id", "vat number", "tin", "税号", "统一社会信用代码", "纳税人识别号")),
    Field("tax_country", ("vat country",), read=as_country),
    Field("website", ("web", "web site", "url", "homepage", "home page", "网站", "网址", "官网"), read=as_url),
    Field("email", ("e-mail", "email address", "mail", "邮箱", "电子邮箱", "电子邮件")),
    Field("phone", ("tel", "telephone", "phone number", "电话", "联系电话", "公司电话")),
    Field("address_line1", ("address", "address 1", "street", "street address", "地址", "详细地址", "街道"), (*ADDRESS, "line1")),
    Field("address_line2", ("address 2", "地址2"), (*ADDRESS, "line2")),
    Field("city", ("town", "城市", "市"), (*ADDRESS, "city")),
    Field("address_region", ("state", "province", "county", "省", "省份", "州"), (*ADDRESS, "region")),
    Field("postal_code", ("zip", "zip code", "postcode", "post code", "邮编", "邮政编码"), (*ADDRESS, "postal_code")),
    Field("country", ("country code", "nation", "国家", "国家/地区"), (*ADDRESS, "country"), as_country),
    Field("external_id", ("id", "customer id", "account id", "external ids", "reference", "客户编号", "客户代码", "编号"),
          beside=True),
    Field("is_opinion_leader", ("opinion leader", "意见领袖"), read=as_truth),
    Field("contact_name", ("contact", "contact person", "联系人", "联系人姓名"), (*CONTACT, "full_name")),
    Field("contact_title", ("contact position", "职务", "联系人职务"), (*CONTACT, "title")),
    Field("contact_email", ("contact e-mail", "联系人邮箱"), (*CONTACT, "emails", 0, "address")),
    Field("contact_phone", ("contact tel", "contact mobile", "联系人电话", "联系人手机"), (*CONTACT, "phones", 0, "number")),
    *attribution.FIELDS,
)  # fmt: skip


class AccountImporter(Importer):
    """Accounts, with an address and a contact each."""

    collection, noun, command, fields = "accounts", "customers.account", CreateAccount, FIELDS

    def complete(self, row: Row, options: ImportOptions) -> None:
        payload = row.payload
        if "external_id" in row.beside:
            payload["external_ids"] = [{"system": options.system, "id": row.beside["external_id"]}]
        for address in payload.get("addresses", ()):
            address.setdefault("line1", "")
        country = next((address.get("country") for address in payload.get("addresses", ())), None) or options.country
        if "phone" in payload:
            payload["phone"] = international(payload["phone"], country)
        for contact in payload.get("contacts", ()):
            for phone in contact.get("phones", ()):
                phone["number"] = international(phone["number"], country)

    # --- deciding ----------------------------------------------------------------------------------------------------

    def decide(self, work: Work, batch: Batch) -> None:
        attribution.find_people(work, batch.open)
        for row in batch.open:
            self._draft(work, row)
        known = recognise(work, batch)
        changing.change_known(work, batch, known, Account, _brought, _change)
        for row in batch.open:
            row.outcome, row.record = "created", row.plan.record

    def _draft(self, work: Work, row: Row) -> None:
        try:
            account, people = Account(), newcomers(row.command.contacts)
            account.describe(given(row.command, but=BESIDE))
            attribution.give(work, account, row)
            if account.kind == "person":
                people = [(mirrored(account), {"role": "self", "is_primary": not people}), *people]
            if people:
                work.caller.require("customers.contact.create")
        except Problem as problem:
            row.refuse(problem, self.fields)
        else:
            row.plan = Draft(account, places_of(account, people), people, account.region)

    # --- doing -------------------------------------------------------------------------------------------------------

    def apply(self, work: Work, batch: Batch) -> None:
        created, updated = batch.of("created"), batch.of("updated")
        numbers = work.numbers("A", len(created))
        keep_keys(work, *(record for row in created for record in (row.record, *(contact for contact, _ in row.plan.people))))
        for row, number in zip(created, numbers, strict=True):
            add_numbered(work, row.record, row.plan.people, number)
            attribution.backdate(row.record, row)
            row.also = [[str(contact.id), 1] for contact, _ in row.plan.people]
        changing.keep_changed_keys(work, updated)

    # --- undoing -----------------------------------------------------------------------------------------------------

    def undo(self, work: Work, rows: Sequence[Made]) -> None:
        records = changing.untouched(work, Account, rows)
        in_use = referred_to(work, [record.id for record in records.values()])
        changing.take_back(work, rows, records, lambda account: account.tell())
        created = [row for row in rows if row.outcome == "created"]
        gone = [row for row in created if row.number in records and records[row.number].id not in in_use]
        for row in created:
            row.undo = "kept"
        for row in gone:
            row.undo = "undone"
        _remove(work, [records[row.number] for row in gone], [UUID(each[0]) for row in gone for each in row.also])


def _remove(work: Work, accounts: list[Account], contact_ids: list[UUID]) -> None:
    contacts = work.session.scalars(select(Contact).where(Contact.id.in_(contact_ids))).all() if contact_ids else []
    drop_keys(work, *accounts, *contacts)
    for record in (*accounts, *contacts):
        record.leave()
        work.remove(record)


def _brought(row: Row, account: Account) -> dict[str, Any]:
    """The fields that a row brings to an account; lists are joined with what is there."""
    names = set(row.payload) - NEVER_CHANGED
    fields = {name: getattr(row.command, name) for name in names}
    if "types" in fields:
        fields["types"] = [*account.types, *fields["types"]]
    if "external_ids" in fields:
        systems = {each.system for each in fields["external_ids"]}
        others = [load(ExternalId, each) for each in account.external_ids if each["system"] not in systems]
        fields["external_ids"] = [*others, *fields["external_ids"]]
    if "addresses" in fields:
        fields["addresses"] = _joined(account, fields["addresses"])
    return fields


def _joined(account: Account, brought: list[Address]) -> list[Address]:
    known = [load(Address, each) for each in account.addresses]
    places = {_place(each) for each in known}
    return [*known, *(each for each in brought if _place(each) not in places)]


def _place(address: Address) -> tuple[str, ...]:
    return address.line1, address.line2, address.city, address.postal_code


def _change(row: Row, account: Account, fields: dict[str, Any]) -> None:
    if account.person_id is not None and {"name", "email", "phone"} & set(fields):
        row.fail("mirrored_contact", "A person is changed one at a time, for their contact changes too")
        return
    account.change(fields)
