"""Where the goods of orders are, and invoices on paper."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, union_all

from crm_contracts.sales.views.consignments import ConsignmentView
from crm_kit.work import Work
from sales.domain.copies import DeliveryCopy, WaybillCopy

SHOWN = (
    WaybillCopy.id, WaybillCopy.carrier, WaybillCopy.number, WaybillCopy.status, WaybillCopy.status_at.label("at"),
    WaybillCopy.delivery_id, DeliveryCopy.number.label("delivery_number"),
)  # fmt: skip
_consigned = select(*SHOWN).outerjoin(DeliveryCopy, DeliveryCopy.id == WaybillCopy.delivery_id)


def with_goods(work: Work, order_ids: Collection[UUID]) -> list[ConsignmentView]:
    """The consignments of the orders' goods, the latest news first."""
    return _found(work, _of_goods(order_ids))


def with_invoice(work: Work, invoice_id: UUID, order_ids: Collection[UUID]) -> list[ConsignmentView]:
    """Those of the goods that an invoice bills, and of itself on paper."""
    return _found(work, _of_goods(order_ids), _consigned.where(WaybillCopy.invoice_id == invoice_id))


def _of_goods(order_ids: Collection[UUID]) -> Select[Any]:
    return _consigned.where(DeliveryCopy.order_ids.overlap(list(order_ids)))


def _found(work: Work, *which: Select[Any]) -> list[ConsignmentView]:
    found = union_all(*which).subquery()
    latest = select(found).order_by(found.c.at.desc(), found.c.id)
    return [ConsignmentView(**row) for row in work.session.execute(latest).mappings()]
