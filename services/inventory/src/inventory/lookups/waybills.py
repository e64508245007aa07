"""Consignments: booking them, and what their carriers' words mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, tuple_

from crm_kit.errors import Duplicate, Invalid
from crm_kit.work import Work
from inventory.carriers import Carrier, carrier
from inventory.domain.delivery import Delivery
from inventory.domain.waybill import Waybill
from inventory.lookups.settings import settings

TOLD = ("carrier", "number", "parcels", "weight_kg", "fee", "payer")


def adapter(work: Work, code: str) -> Carrier:
    """The carrier with a code, as this tenant uses it."""
    return carrier(code, {each["carrier"]: each["link"] for each in settings(work).tracking_links})


def book(work: Work, delivery: Delivery, given: Sequence[Any], at: dt.datetime, pointer: str = "/waybills/{}") -> list[Waybill]:
    """The consignments that a delivery goes with. Duplicate (409) at the one whose carrier has its number already."""
    if not given:
        return []
    _refuse_known(work, given, pointer)
    made = [_booked(work, delivery, each, at) for each in given]
    delivery.carry([{"carrier": each.carrier, "number": each.number} for each in given])
    return made


def _booked(work: Work, delivery: Delivery, given: Any, at: dt.datetime) -> Waybill:
    waybill = Waybill(**{name: getattr(given, name) for name in TOLD}, status="booked")
    waybill.delivery_id, waybill.delivery_number = delivery.id, delivery.number
    waybill.order_numbers, waybill.account_id = delivery.order_numbers, delivery.account_id
    waybill.owner_id, waybill.team_path = delivery.owner_id, delivery.team_path
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
