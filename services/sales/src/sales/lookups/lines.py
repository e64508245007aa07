"""The lines of a document as they are asked for, with everything they refer to looked up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from crm_contracts.sales.order_words import NewOrderLine, NewQuotationLine
from crm_kit.errors import Invalid
from crm_kit.work import Work
from sales.domain.copies import ProductCopy
from sales.domain.order_line import OrderLine
from sales.domain.price_list import ranked
from sales.domain.pricing import GROSS_PLACES, PRICE_PLACES, rounded
from sales.domain.quotation_line import QuotationLine
from sales.lookups.catalogue import Catalogue, Sale, catalogue, own_price

SELLABLE = ("active", "phased_out")
TEXTS = ("section", "note")
NEEDED = {"product": ("product_id", "qty"), "charge": ("name", "unit_price"), "section": ("name",), "note": ("name",)}
FOREIGN: dict[str, tuple[str, ...]] = {
    "product": (),
    "charge": ("product_id",),
    "section": ("product_id", "qty", "unit_price", "tax_class"),
    "note": ("product_id", "qty", "unit_price", "tax_class"),
}
Asked = NewOrderLine | NewQuotationLine
L = TypeVar("L", OrderLine, QuotationLine)


def order_lines(work: Work, sale: Sale, asked: Sequence[NewOrderLine], first: int = 0) -> list[OrderLine]:
    """The lines, priced; Invalid (422) names the line and field that is wrong. `first` is the position of the first of them."""
    return [_priced(OrderLine(**told), number, first) for number, told in enumerate(_told(work, sale, asked))]


def quotation_lines(work: Work, sale: Sale, asked: Sequence[NewQuotationLine]) -> list[QuotationLine]:
    """Likewise, for a quotation."""
    beside = [{"is_optional": each.is_optional, "is_alternative": each.is_alternative} for each in asked]
    found = zip(_told(work, sale, asked), beside, strict=True)
    return [_priced(QuotationLine(**told, **more), number, 0) for number, (told, more) in enumerate(found)]


def _priced(line: L, number: int, first: int) -> L:
    line.position = first + number
    line.price(f"/lines/{number}")
    return line


def _told(work: Work, sale: Sale, asked: Sequence[Asked]) -> list[dict[str, Any]]:
    for number, each in enumerate(asked):
        check_line(each, f"/lines/{number}")
    products = {each.product_id for each in asked if each.product_id}
    remembered = {each.product_id for each in asked if each.product_id and each.use_last_price}
    unpriced = {each.product_id for each in asked if each.product_id and each.unit_price is None and not each.use_last_price}
    known = catalogue(work, sale, products, unpriced, remembered)
    return [_line(each, f"/lines/{number}", sale, known) for number, each in enumerate(asked)]


def _line(asked: Asked, pointer: str, sale: Sale, known: Catalogue) -> dict[str, Any]:
    told = {name: getattr(asked, name) for name in ("kind", "product_id", "name", "due_on")} | {"currency": sale.currency}
    if asked.kind in TEXTS:
        return told
    product = _product(asked, pointer, known) if asked.kind == "product" else None
    told |= {"qty": asked.qty or Decimal(1), "discount": asked.discount, "uom": asked.uom, "ships": False}
    if product is not None:
        told |= {"name": asked.name or product.name, "ships": product.kind != "service", **_unit(asked, pointer, product)}
    factor = told.get("factor", Decimal(1))
    return told | _tax(asked, pointer, product, known) | _price(asked, pointer, product, sale, known, factor)


def _product(asked: Asked, pointer: str, known: Catalogue) -> ProductCopy:
    product = known.products.get(asked.product_id)  # type: ignore[arg-type]
    if product is None:
        raise Invalid.field(f"{pointer}/product_id", "unknown_product", f"There is no product {asked.product_id}")
    if product.status not in SELLABLE:
        raise Invalid.field(f"{pointer}/product_id", "not_for_sale", f"{product.code} is {product.status}")
    return product


def _unit(asked: Asked, pointer: str, product: ProductCopy) -> dict[str, Any]:
    """The unit of the line, the product's own unless it names another one."""
    uom = asked.uom or product.uom
    factor = product.factor(uom)
    if factor is None:
        raise Invalid.field(f"{pointer}/uom", "unknown_unit", f"{product.code} is not counted in '{uom}'")
    return {"uom": uom, "factor": factor}


def _tax(asked: Asked, pointer: str, product: ProductCopy | None, known: Catalogue) -> dict[str, Any]:
    """The class that the line names, else the product's, else the default one; where there is none of these, no tax."""
    code = asked.tax_class or (product.tax_class if product else "") or None
    found = known.taxes.get(code)
    if found is None and code is not None:
        raise Invalid.field(f"{pointer}/tax_class", "unknown_tax_class", f"There is no tax class '{code}'")
    return {"tax_class": found.code if found else None, "tax_rate": found.rate if found else Decimal(0)}


def _price(
    asked: Asked, pointer: str, product: ProductCopy | None, sale: Sale, known: Catalogue, factor: Decimal
) -> dict[str, Any]:  # fmt: skip
    """The price named, else the one that counts among those offered, which are for the product's own unit."""
    if asked.unit_price is not None:
        entry = asked.price_entry_mode or sale.entry
        return {"unit_price": asked.unit_price, "price_entry_mode": entry, "price_source": "manual", "price_list_id": None}
    assert product is not None  # noqa: S101 - a charge names its price
    if asked.use_last_price:
        return _as_last_time(pointer, product, sale, known, factor)
    held = ranked([*known.offers.get(product.id, ()), *own_price(product, sale.currency)], (asked.qty or Decimal(1)) * factor)
    if not held:
        message = f"No price in {sale.currency} is known for {product.code}"
        raise Invalid.field(f"{pointer}/unit_price", "no_price", message)
    best = held[0]
    places = PRICE_PLACES if best.entry == "net" else GROSS_PLACES
    return {
        "unit_price": rounded(best.price * factor, places), "price_entry_mode": best.entry, "price_source": best.source,
        "price_list_id": best.list_id,
    }  # fmt: skip


def _as_last_time(pointer: str, product: ProductCopy, sale: Sale, known: Catalogue, factor: Decimal) -> dict[str, Any]:
    """What the customer paid the last time. It is a price by hand, which the limit on discounts looks at."""
    sold = known.sold.get(product.id)
    if sold is None:
        message = f"They have not bought {product.code} in {sale.currency} yet"
        raise Invalid.field(f"{pointer}/use_last_price", "no_last_price", message)
    price = sold.price_for(factor)
    return {"unit_price": price, "price_entry_mode": "net", "price_source": "manual", "price_list_id": None}


def check_line(asked: Asked, pointer: str) -> None:
    """Invalid (422) where a line lacks what its kind needs, or has what it cannot have."""
    for field in NEEDED[asked.kind]:
        if not getattr(asked, field) and getattr(asked, field) != 0:
            raise Invalid.field(f"{pointer}/{field}", "required", f"A {asked.kind} line needs it")
    for field in FOREIGN[asked.kind]:
        if getattr(asked, field) is not None:
            raise Invalid.field(f"{pointer}/{field}", "not_for_this_kind", f"A {asked.kind} line has none")
    if asked.use_last_price and (asked.kind != "product" or asked.unit_price is not None):
        message = "It is for a product whose price is not named"
        raise Invalid.field(f"{pointer}/use_last_price", "not_for_this_line", message)
