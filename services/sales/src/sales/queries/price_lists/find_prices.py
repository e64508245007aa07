"""Which prices hold, and why."""

from typing import Any
from uuid import UUID

from crm_contracts.sales.queries.prices import FindPrices
from crm_contracts.sales.views.prices import LastPrice, PriceOffer, PricesView, PriceView
from crm_kit.errors import Invalid
from crm_kit.messages import dump
from crm_kit.work import Work
from sales.app import app
from sales.domain.price_list import Offer, ranked
from sales.lookups.buyers import buyer
from sales.lookups.catalogue import Sale, offers, own_price, products_of
from sales.lookups.last_sales import last_prices, last_sales
from sales.lookups.rates import base_currency


@app.answers(FindPrices)
def find_prices(query: FindPrices, work: Work) -> dict[str, Any]:
    account = buyer(work, query.account_id).account
    sale = Sale(account, query.currency or base_currency(), query.on or work.today, "net")
    products, listed = products_of(work, query.product_ids), offers(work, sale, query.product_ids)
    last = last_prices(work, last_sales(work, account.id, query.product_ids))
    found = []
    for number, (product_id, qty) in enumerate(zip(query.product_ids, _quantities(query), strict=True)):
        if product_id not in products:
            raise Invalid.field(f"/product_ids/{number}", "unknown_product", f"There is no product {product_id}")
        held = ranked([*listed.get(product_id, ()), *own_price(products[product_id], sale.currency)], qty)
        found.append(_shown(product_id, qty, sale.currency, held, last.get(product_id)))
    return dump(None, PricesView, {"prices": found})


def _quantities(query: FindPrices) -> list[Any]:
    if len(query.qty) in (0, 1):
        return (query.qty or [1]) * len(query.product_ids)
    if len(query.qty) != len(query.product_ids):
        raise Invalid.field("/qty", "wrong_number", "Name a quantity for each product, or one for all")
    return query.qty


def _shown(product_id: UUID, qty: Any, currency: str, held: list[Offer], last: LastPrice | None) -> PriceView:
    best = held[0] if held else None
    trace = [
        PriceOffer(
            source=each.source, price=each.price, price_entry_mode=each.entry, min_qty=each.min_qty, price_list_id=each.list_id,
            price_list=each.list_name,
        )
        for each in held
    ]  # fmt: skip
    return PriceView(
        product_id=product_id, qty=qty, price=best and best.price, currency=currency, price_entry_mode=best and best.entry,
        price_source=best and best.source, trace=trace, last_price=last,
    )  # fmt: skip
