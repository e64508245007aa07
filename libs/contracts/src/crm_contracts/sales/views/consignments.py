"""What sales shows of consignments."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.inventory.words import WaybillStatus
from crm_kit.messages import view


@view
class ConsignmentView:
    """A carrier's consignment, of goods or of an invoice on paper, and where it is: since `at`, as its carrier says.

    `id` is the waybill's; `delivery_number` is None for an invoice on paper.
    """

    id: UUID
    carrier: str
    number: str
    status: WaybillStatus
    at: dt.datetime
    delivery_id: UUID | None
    delivery_number: str | None
