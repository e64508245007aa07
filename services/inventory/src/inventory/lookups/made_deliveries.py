"""New deliveries, and records that others can find again by a reference of their own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from crm_kit.errors import Duplicate
from crm_kit.work import Work
from inventory.domain.delivery import Delivery, DeliveryLine
from inventory.domain.notice import NoticeLine, ShipmentNotice

OF_NOTICE = ("account_id", "warehouse_id", "ship_to", "currency", "terms_days", "owner_id", "team_path")
OF_LINE = ("order_line_id", "product_id", "uom", "factor")
Chosen = Sequence[tuple[ShipmentNotice, NoticeLine, Decimal]]


def made_of(work: Work, chosen: Chosen) -> Delivery:
    """A new delivery of so much of the notices' lines. It belongs to whom the first notice belongs to."""
    notices = list({notice.id: notice for notice, _, _ in chosen}.values())
    delivery = Delivery(status="draft", **{name: getattr(notices[0], name) for name in OF_NOTICE}, waybills=[])
    delivery.notice_ids = [notice.id for notice in notices]
    orders = {notice.order_id: notice.order_number for notice in notices}
    delivery.order_ids, delivery.order_numbers = list(orders), list(orders.values())
    delivery.lines = [_line(position, *each) for position, each in enumerate(chosen)]
    for notice, line, qty in chosen:
        notice.deliver(line, qty)
    work.add(delivery)
    delivery.number = work.number("DN")
    return delivery


def _line(position: int, notice: ShipmentNotice, line: NoticeLine, qty: Decimal) -> DeliveryLine:
    about = {name: getattr(line, name) for name in OF_LINE}
    return DeliveryLine(position=position, notice_id=notice.id, notice_line_id=line.id, order_id=notice.order_id, qty=qty, **about)


def refuse_known_reference(work: Work, entity: Any, reference: str | None) -> None:
    """Duplicate (409) with the record that has this external reference already."""
    if reference is None:
        return
    known = work.session.scalar(select(entity.id).where(entity.external_reference == reference, entity.deleted_at.is_(None)))
    if known is not None:
        errors = [{"pointer": "/external_reference", "code": "duplicate", "message": "This reference is taken"}]
        raise Duplicate(f"There is one with the reference {reference} already", errors=errors, id=str(known))
