"""Consignments: booking them, and what their carriers' words mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_

from crm_kit.errors import Duplicate, Invalid
from crm_kit.work import Work
from inventory.carriers import Carrier, carrier
from inventory.domain.copies import InvoiceCopy
from inventory.domain.delivery import Delivery
from inventory.domain.waybill import Waybill
from inventory.lookups.settings import settings

OF_WHOM = ("account_id", "owner_id", "team_path")
TOLD = ("carrier", "number", "parcels", "weight_kg", "fee", "payer")


def adapter(work: Work, code: str) -> Carrier:
    """The carrier with a code, as this tenant uses it."""
    return carrier(code, {each["carrier"]: each["link"] for each in settings(work).tracking_links})


def book(work: Work, delivery: Delivery, given: Sequence[Any], at: dt.datetime, pointer: str = "/waybills/{}") -> list[Waybill]:
    """The consignments that a delivery goes with. Duplicate (409) at the one whose carrier has its number already."""
    if not given:
        return []
    _refuse_known(work, given, pointer)
    about = {name: getattr(delivery, name) for name in ("order_numbers", *OF_WHOM)}
    about |= {"delivery_id": delivery.id, "delivery_number": delivery.number, "invoice_numbers": _invoices(work, delivery)}
    made = [_booked(work, about, each, at) for each in given]
    delivery.carry([{"carrier": each.carrier, "number": each.number} for each in given])
    return made


def book_on_paper(work: Work, invoice: InvoiceCopy, given: Any, at: dt.datetime) -> Waybill:
    """The consignment that an invoice goes with. Duplicate (409) where its carrier has the number already."""
    _refuse_known(work, [given], "")
    about = {name: getattr(invoice, name) for name in OF_WHOM}
    return _booked(work, {**about, "order_numbers": [], "invoice_id": invoice.id, "invoice_numbers": [invoice.number]}, given, at)


def with_goods_of(work: Work, order_ids: Collection[UUID]) -> Sequence[Waybill]:
    """The waybills of the orders' deliveries. The deliveries are locked, as whoever books a consignment of one does."""
    concerned = select(Delivery.id).where(Delivery.order_ids.overlap(list(order_ids))).order_by(Delivery.id).with_for_update()
    ids = work.session.scalars(concerned).all()
    mine = select(Waybill).where(Waybill.delivery_id.in_(ids)).order_by(Waybill.id).with_for_update()
    return work.session.scalars(mine).all() if ids else []


def _invoices(work: Work, delivery: Delivery) -> list[str]:
    """The numbers of the invoices that are known of a delivery's orders."""
    known = select(InvoiceCopy.number).where(InvoiceCopy.order_ids.overlap(delivery.order_ids))
    return sorted(work.session.scalars(known))


def _booked(work: Work, about: dict[str, Any], given: Any, at: dt.datetime) -> Waybill:
    waybill = Waybill(**{name: getattr(given, name) for name in TOLD}, **about, status="booked")
    waybill.tracking_url = adapter(work, waybill.carrier).tracking_url(waybill.number)
    waybill.book(at)
    return work.add(waybill)


def _refuse_known(work: Work, given: Sequence[Any], pointer: str) -> None:
    asked = [(each.carrier, each.number) for each in given]
    here = tuple_(Waybill.carrier, Waybill.number).in_(asked) & Waybill.deleted_at.is_(None)
    known = {
        (row[0], row[1]): row[2] for row in work.session.execute(select(Waybill.carrier, Waybill.number, Waybill.id).where(here))
    }
    for number, each in enumerate(asked):
        at = f"{pointer.format(number)}/number"
        if each in known:
            errors = [{"pointer": at, "code": "duplicate", "message": f"{each[0]} has {each[1]} already"}]
            raise Duplicate(f"{each[0]} has a waybill {each[1]} already", errors=errors, waybill_id=str(known[each]))
        if each in asked[:number]:
            raise Invalid.field(at, "named_twice", "Each waybill is named once")
