"""What customers got from us: it is what they have from then on."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from crm_contracts.sales.document_events import OrderShipped
from crm_kit.colleagues import Colleague
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset, Sale
from service_desk.domain.copies import AccountCopy, ProductCopy
from service_desk.lookups.warranties import warranty_months


@app.reacts(OrderShipped)
def on_order_shipped(event: OrderShipped, work: Work) -> None:
    """One asset for each line of goods, of as many as the newest news of the order says."""
    lines = {line.line_id: line for line in event.lines if line.shipped > 0}
    known = {each.order_line_id: each for each in work.find(Asset, Asset.order_line_id.in_(list(lines)))}
    products = _products(work, {line.product_id for line in lines.values()})
    months = warranty_months(work, {line.product_id for line in lines.values()})
    fresh = [line_id for line_id, line in lines.items() if line_id not in known and _is_goods(products.get(line.product_id))]
    numbers = dict(zip(fresh, work.numbers("AS", len(fresh)), strict=True))
    version, owner = int(work.envelope["aggregateversion"]), _owner(work, event)
    for line_id, line in lines.items():
        sale = Sale(line.shipped, event.shipped_at.date(), months[line.product_id], version)
        if line_id in known:
            known[line_id].sold_more(sale)
        elif line_id in numbers:
            product = products.get(line.product_id)
            told = {"name": product.name if product else event.number, "number": numbers[line_id], "account_id": event.account_id}
            what = {"product_id": line.product_id, "order_id": event.id, "order_line_id": line_id}
            work.add(Asset(**told, **what, **owner)).sold(sale)


def _products(work: Work, product_ids: set[UUID]) -> dict[UUID, ProductCopy]:
    return {each.id: each for each in work.session.scalars(select(ProductCopy).where(ProductCopy.id.in_(product_ids)))}


def _is_goods(product: ProductCopy | None) -> bool:
    """What is not known yet was shipped, and so is goods."""
    return product is None or product.kind == "goods"


def _owner(work: Work, event: OrderShipped) -> dict[str, object]:
    """Who looks after the account, else who sold it."""
    account = work.session.get(AccountCopy, event.account_id)
    if account is not None and account.name:
        return {"owner_id": account.owner_id, "team_path": account.team_path}
    seller = work.session.get(Colleague, event.owner_id)
    return {"owner_id": event.owner_id, "team_path": seller.team_path if seller else ""}
