"""Products from files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import select, text, union

from crm_contracts.inventory.commands.products import ChangeProduct, CreateProduct
from crm_kit.imports.columns import Field, as_decimal, as_lower, as_truth
from crm_kit.imports.importer import Batch, Row
from crm_kit.imports.keyed import KeyedImporter
from crm_kit.imports.words import ImportOptions
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.ledger_entry import LedgerEntry
from inventory.domain.order_fulfilment import OrderFulfilmentLine
from inventory.domain.product import Product
from inventory.domain.purchase_line import PurchaseLine
from inventory.domain.stock_move import StockMove
from inventory.domain.supplier_price import SupplierPrice
from inventory.lookups.duplicates import ALIKE

UNDONE = "The import that brought it was undone"
FIXED = ("uom", "kind")
FIELDS = (
    Field("code", ("product code", "sku", "item", "item number", "article", "article number", "part number", "product id", "id",
                   "产品编号", "产品编码", "商品编码", "物料编码", "编码", "型号"), is_required=True),
    Field("name", ("product", "product name", "item name", "description", "产品名称", "商品名称", "名称", "品名"),
          is_required=True),
    Field("spec", ("specification", "quantity per unit", "packaging", "规格", "规格型号")),
    Field("category", ("category name", "product group", "group", "类别", "分类", "产品类别")),
    Field("brand", ("make", "manufacturer", "品牌", "厂家")),
    Field("kind", ("product kind", "product type"), read=as_lower),
    Field("uom", ("unit", "unit of measure", "单位", "计量单位")),
    Field("barcode", ("ean", "gtin", "upc", "条码", "条形码")),
    Field("tax_class", ("tax", "vat class", "税类")),
    Field("list_price", ("price", "unit price", "sales price", "售价", "单价", "标价"), ("list_price", "amount"), as_decimal),
    Field("currency", ("price currency", "币种", "货币"), ("list_price", "currency"), lambda cell: cell.strip().upper()),
    Field("discontinued", ("phased out", "停产", "停售"), read=as_truth, beside=True),
)  # fmt: skip
# Names that may be alike are found by an index; for many names in one query.
NEAR = text("""
SELECT wanted.key AS wanted, near.same_key AS known, near.code, near.name
FROM unnest(CAST(:keys AS text[])) AS wanted(key) CROSS JOIN LATERAL (
  SELECT same_key, code, name FROM products WHERE same_key % wanted.key AND deleted_at IS NULL
  ORDER BY same_key <-> wanted.key, id LIMIT 50) AS near
""")


class ProductImporter(KeyedImporter):
    """Products, recognised by code and by name with specification; those that are called much alike are reported."""

    collection, noun, command, fields = "products", "inventory.product", CreateProduct, FIELDS
    entity, keys, changes = Product, ("code_key", "same_key"), ChangeProduct

    def complete(self, row: Row, options: ImportOptions) -> None:
        price = row.payload.get("list_price")
        if price and "amount" not in price:
            del row.payload["list_price"]
        elif price:
            price.setdefault("currency", app.base_currency)

    def draft(self, work: Work, row: Row) -> Product:
        product = Product()
        told = given(row.command, but=("status", "safety_stock", "confirm_duplicate", "reason"))
        product.begin(told, is_active=row.command.status == "active")
        if row.beside.get("discontinued"):
            product.phase_out("Discontinued")
        return product

    def refuse_alike(self, work: Work, batch: Batch) -> None:
        """Of the file's own rows only those of the same page are held against each other."""
        if batch.options.confirm_duplicates:
            return
        rows = batch.open
        alike = _alike(work, [row.plan.same_key for row in rows])
        earlier: dict[str, int] = {}
        for row in rows:
            key = row.plan.same_key
            twin = process.extractOne(key, earlier.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
            if key in alike:
                batch.repeat(row, f"There may be one like this already: {alike[key]}", "possible_duplicate")
            elif twin is not None:
                batch.repeat(row, f"Much like row {earlier[twin[0]]}", "possible_duplicate")
            else:
                earlier[key] = row.number

    def unchangeable(self, work: Work, records: Mapping[UUID, set[str]]) -> dict[UUID, str]:
        moving = [record_id for record_id, names in records.items() if names & set(FIXED)]
        moved = select(LedgerEntry.product_id).where(LedgerEntry.product_id.in_(moving)).distinct()
        found = work.session.scalars(moved) if moving else ()
        return dict.fromkeys(found, "Goods of this product have moved; its unit and kind stay")

    def add(self, work: Work, rows: Sequence[Row]) -> None:
        for row in rows:
            work.add(row.record)

    def in_use(self, work: Work, ids: Collection[UUID]) -> set[UUID]:
        columns = (kind.product_id for kind in (LedgerEntry, StockMove, OrderFulfilmentLine, PurchaseLine, SupplierPrice))
        return set(work.session.scalars(union(*(select(column).where(column.in_(ids)) for column in columns)))) if ids else set()

    def remove(self, work: Work, records: Sequence[Product]) -> None:
        """Others hear that they are blocked, and here they are gone."""
        for product in records:
            if product.status != "blocked":
                product.block(UNDONE)
            work.remove(product)


def _alike(work: Work, keys: Iterable[str]) -> dict[str, str]:
    """Key → what is called much alike."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in work.session.execute(NEAR, {"keys": list(keys)}):
        if fuzz.ratio(row.wanted, row.known) >= ALIKE:
            found[row.wanted].append(f"{row.code} {row.name}")
    return {key: names[0] for key, names in found.items()}
