"""A movement of goods from one place to another, before it is posted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Movement:
    """`qty` is in the product's own unit. `unit_cost` (base currency) is what goods from outside cost; without it they cost what
    there is already.

    With `order_line_id` it takes what is reserved for that line. `pointer` names the place in the request.
    """

    product_id: UUID
    from_location_id: UUID
    to_location_id: UUID
    qty: Decimal
    posted_on: dt.date
    document_kind: str
    document_id: UUID | None
    unit_cost: Decimal | None = None
    order_id: UUID | None = None
    order_line_id: UUID | None = None
    pointer: str = ""
