"""What customers got from us: it is what they have from then on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from crm_contracts.sales.document_events import OrderShipped
from crm_kit.colleagues import Colleague
from crm_kit.reactions import Heard
from crm_kit.records import THE_IDS
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset, Sale
from service_desk.domain.copies import AccountCopy, ProductCopy
from service_desk.lookups.naming import by_id
from service_desk.lookups.warranties import warranty_months


@app.reacts(OrderShipped, many=True)
def on_order_shipped(heard: Sequence[Heard], work: Work) -> None:
    """One asset for each line of goods, of as many as the newest news of the order says."""
    left = [(each, line) for each in heard for line in each.event.lines if line.shipped > 0]
    product_ids = {line.product_id for _, line in left}
    known = _assets(work, [line.line_id for _, line in left])
    products, months = by_id(work, ProductCopy, product_ids), warranty_months(work, product_ids)
    owners = _owners(work, [each.event for each in heard])
    for each, line in left:
        sale = Sale(line.shipped, each.event.shipped_at.date(), months[line.product_id], each.version)
        if line.line_id in known:
            known[line.line_id].sold_more(sale)
        elif _is_goods(products.get(line.product_id)):
            known[line.line_id] = asset = work.add(_asset(each.event, line, products, owners))
            work.because(asset.id, each.subject)
            asset.sold(sale)
    _number(work, [asset for asset in known.values() if not asset.number])


def _asset(event: OrderShipped, line: Any, products: dict[UUID, ProductCopy], owners: dict[UUID, dict[str, Any]]) -> Asset:
    product = products.get(line.product_id)
    what = {"product_id": line.product_id, "order_id": event.id, "order_line_id": line.line_id}
    return Asset(name=product.name if product else event.number, number="", account_id=event.account_id, **what, **owners[event.id])


def _number(work: Work, assets: Sequence[Asset]) -> None:
    for asset, number in zip(assets, work.numbers("AS", len(assets)), strict=True):
        asset.number = number


def _assets(work: Work, line_ids: Sequence[UUID]) -> dict[UUID | None, Asset]:
    theirs = work.select(Asset, Asset.order_line_id == THE_IDS)
    return {each.order_line_id: each for each in work.session.scalars(theirs, {"ids": list(line_ids)})}


def _is_goods(product: ProductCopy | None) -> bool:
    """What is not known yet was shipped, and so is goods."""
    return product is None or product.kind == "goods"


def _owners(work: Work, orders: Sequence[OrderShipped]) -> dict[UUID, dict[str, Any]]:
    """By order, who looks after its account, else who sold it."""
    accounts = by_id(work, AccountCopy, {order.account_id for order in orders})
    sellers = by_id(work, Colleague, {order.owner_id for order in orders})
    return {order.id: _owner(order, accounts.get(order.account_id), sellers.get(order.owner_id)) for order in orders}


def _owner(order: OrderShipped, account: AccountCopy | None, seller: Colleague | None) -> dict[str, Any]:
    if account is not None and account.name:
        return {"owner_id": account.owner_id, "team_path": account.team_path}
    return {"owner_id": order.owner_id, "team_path": seller.team_path if seller else ""}
