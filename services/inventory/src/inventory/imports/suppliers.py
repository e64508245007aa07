"""Suppliers from files. Customers gets an account of each, as of every new supplier."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, union

from crm_contracts.inventory.commands.suppliers import ChangeSupplier, CreateSupplier
from crm_kit.imports import attribution
from crm_kit.imports.columns import Field, as_url, as_whole
from crm_kit.imports.importer import Batch, Row
from crm_kit.imports.keyed import KeyedImporter
from crm_kit.imports.localities import as_country, international
from crm_kit.imports.words import ImportOptions
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.domain.supplier import Supplier
from inventory.domain.supplier_price import SupplierPrice

UNDONE = "The import that brought it was undone"
BESIDE = ("owner_id", "account_id", "bank_account")
FIELDS = (
    Field("name", ("supplier", "supplier name", "company", "company name", "vendor", "供应商", "供应商名称", "公司名称", "名称"),
          is_required=True),
    Field("tax_id", ("tax number", "vat", "vat id", "税号", "统一社会信用代码")),
    Field("currency", ("币种", "货币"), read=lambda cell: cell.strip().upper()),
    Field("terms_days", ("payment terms", "terms", "账期", "付款天数"), read=as_whole),
    Field("lead_time_days", ("lead time", "delivery days", "交期", "供货周期"), read=as_whole),
    Field("grade", ("supplier grade", "等级", "级别"), read=lambda cell: cell.strip().upper()),
    Field("contact_name", ("contact", "contact person", "联系人")),
    Field("email", ("e-mail", "email address", "mail", "邮箱")),
    Field("phone", ("tel", "telephone", "phone number", "电话", "联系电话")),
    Field("website", ("web", "url", "homepage", "home page", "网址"), read=as_url),
    Field("address_line1", ("address", "street", "street address", "地址"), ("address", "line1")),
    Field("address_line2", ("address 2",), ("address", "line2")),
    Field("city", ("town", "城市"), ("address", "city")),
    Field("address_region", ("state", "province", "region", "省", "省份"), ("address", "region")),
    Field("postal_code", ("zip", "zip code", "postcode", "邮编"), ("address", "postal_code")),
    Field("country", ("country code", "国家"), ("address", "country"), as_country),
    Field("bank_name", ("bank", "开户行", "开户银行")),
    Field("bank_holder", ("account holder", "户名")),
    Field("bank_account", ("account number", "iban", "银行账号", "账号")),
    Field("bank_code", ("bic", "swift", "sort code")),
    Field("note", ("notes", "remark", "备注")),
    *attribution.FIELDS,
)  # fmt: skip


class SupplierImporter(KeyedImporter):
    """Suppliers, recognised by name and by tax id."""

    collection, noun, command, fields = "suppliers", "inventory.supplier", CreateSupplier, FIELDS
    entity, keys, changes = Supplier, ("name_key", "tax_id"), ChangeSupplier

    def complete(self, row: Row, options: ImportOptions) -> None:
        address = row.payload.get("address")
        if address is not None:
            address.setdefault("line1", "")
        if "phone" in row.payload:
            row.payload["phone"] = international(row.payload["phone"], (address or {}).get("country") or options.country)

    def prepare(self, work: Work, batch: Batch) -> None:
        attribution.find_people(work, batch.open)

    def draft(self, work: Work, row: Row) -> Supplier:
        supplier = Supplier()
        attribution.give(work, supplier, row)
        supplier.begin({**given(row.command, but=("owner_id",)), "currency": row.command.currency or app.base_currency})
        return supplier

    def brought(self, row: Row) -> dict[str, Any]:
        """All but the bank account: what it was could not be kept for the undoing."""
        return {name: value for name, value in super().brought(row).items() if name not in BESIDE}

    def add(self, work: Work, rows: Sequence[Row]) -> None:
        for row, number in zip(rows, work.numbers("SU", len(rows)), strict=True):
            row.record.number = number
            work.add(row.record)
            attribution.backdate(row.record, row)

    def unchangeable(self, work: Work, records: Mapping[UUID, set[str]]) -> dict[UUID, str]:
        return {}

    def in_use(self, work: Work, ids: Collection[UUID]) -> set[UUID]:
        columns = PurchaseOrder.supplier_id, SupplierPrice.supplier_id
        return set(work.session.scalars(union(*(select(column).where(column.in_(ids)) for column in columns)))) if ids else set()

    def remove(self, work: Work, records: Sequence[Supplier]) -> None:
        """Others hear that they are blocked, and here they are gone."""
        for supplier in records:
            if supplier.status != "blocked":
                supplier.block(UNDONE)
            work.remove(supplier)
