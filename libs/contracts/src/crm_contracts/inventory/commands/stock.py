"""What one can do with stock: adjust and reserve it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.inventory.stock_words import AdjustmentKind, AdjustmentReason, Priority, UnitCost
from crm_contracts.inventory.views.stock import StockAdjustmentView, StockMoveView
from crm_contracts.inventory.words import Quantity, ReservationStrength
from crm_kit.messages import command, value
from crm_kit.words import Items, Line, Note, Reason


@value
class AdjustedLine:
    """So much of a product. `unit_cost` (base currency) is for what comes in; without it, it costs what is there already costs."""

    product_id: UUID
    qty: Quantity
    unit_cost: UnitCost | None = None


@command(allow="inventory.adjustment.create", returns=StockAdjustmentView)
class CreateStockAdjustment:
    """Put goods into stock or take them out, for a reason. It is posted at once, or waits for approval above the limit.

    Where there is a limit, goods count as what they cost so far where less is said, and goods without any cost wait too.

    `posted_on` is today unless given: a day that is not to come, 422 `period_closed` in closed books. 422 `unit_cost_required`
    where goods come in of which nothing is there.
    """

    kind: AdjustmentKind
    reason: AdjustmentReason
    lines: Annotated[list[AdjustedLine], Items(500, least=1)]
    warehouse_id: UUID | None = None
    posted_on: dt.date | None = None
    note: Note = ""


@command(allow="inventory.adjustment.approve", returns=StockAdjustmentView)
class ApproveStockAdjustment:
    """Post a stock adjustment that waits. 403 `own_record` for its author."""

    adjustment_id: UUID
    version: int
    comment: Note = ""


@command(allow="inventory.adjustment.reject", returns=StockAdjustmentView)
class RejectStockAdjustment:
    """Turn a stock adjustment down that waits. 403 `own_record` for its author."""

    adjustment_id: UUID
    version: int
    comment: Reason


@command(allow="inventory.adjustment.reverse", returns=StockAdjustmentView)
class ReverseStockAdjustment:
    """Take a posted stock adjustment back, by moves the other way that are linked with the first ones."""

    adjustment_id: UUID
    version: int
    reason: Reason
    posted_on: dt.date | None = None


@command(allow="inventory.reservation.create", returns=StockMoveView)
class ReserveStock:
    """Keep goods for somebody: all of it from one place or none, 409 `insufficient_stock` with what is `available`.

    A soft reservation gives way after `expires_at`, when somebody else asks for the goods; a hard one stays.
    """

    product_id: UUID
    qty: Quantity
    warehouse_id: UUID | None = None
    strength: ReservationStrength = "soft"
    expires_at: dt.datetime | None = None
    priority: Priority = 50
    reference: Line = ""


@command(allow="inventory.reservation.release", returns=StockMoveView)
class ReleaseReservation:
    """Let goods go that were kept. 409 `kept_for_order` for what an order keeps, which lets it go by itself."""

    reservation_id: UUID
    version: int
    reason: Reason | None = None
