"""What the warehouse has promised to ship: stock that is kept for good."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.work import Work
from inventory.domain.notice import NOTHING, SHIPPABLE, NoticeLine, ShipmentNotice
from inventory.lookups.products import products
from inventory.lookups.reservations import harden, soften


def keep_for_good(work: Work, notice: ShipmentNotice) -> None:
    """Reserve for good what the notice is still to ship, beside what was promised before; Conflict (409) unless it is."""
    lines = stocked(work, notice.lines)
    before = promised(work, {line.order_line_id for line in lines}, but=notice.id)
    wanted = {
        line.order_line_id: line.factor * (line.qty - line.shipped) + before.get(line.order_line_id, NOTHING) for line in lines
    }
    pointers = {line.order_line_id: f"/lines/{line.position}/qty" for line in lines}
    if wanted:
        harden(work, wanted, pointers)


def let_go(work: Work, notice: ShipmentNotice) -> None:
    """What was kept for good for the notice, and for no other one, is kept as for any order."""
    line_ids = {line.order_line_id for line in notice.lines}
    still = promised(work, line_ids, but=notice.id)
    if alone := line_ids - still.keys():
        soften(work, alone)


def promised(work: Work, line_ids: Collection[UUID], but: UUID | None = None) -> Mapping[UUID, Decimal]:
    """Order line → what accepted notices are still to ship of it, in the product's own unit."""
    rest = NoticeLine.factor * (NoticeLine.qty - NoticeLine.shipped)
    sums = select(NoticeLine.order_line_id, func.sum(rest)).join(ShipmentNotice, NoticeLine.notice_id == ShipmentNotice.id)
    theirs = sums.where(
        NoticeLine.order_line_id.in_(line_ids), ShipmentNotice.status.in_(SHIPPABLE), NoticeLine.qty > NoticeLine.shipped
    )
    others = theirs if but is None else theirs.where(ShipmentNotice.id != but)
    return dict(work.session.execute(others.group_by(NoticeLine.order_line_id)).all())


def stocked(work: Work, lines: Sequence[NoticeLine]) -> list[NoticeLine]:
    """The lines whose products are kept in stock."""
    known = products(work, {line.product_id for line in lines})
    return [line for line in lines if line.product_id in known and known[line.product_id].is_stocked]
