"""What sales shows of tax classes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_kit.messages import view


@view
class TaxClassView:
    """A tax rate, in per cent, under the code that products and lines name."""

    id: UUID
    version: int
    code: str
    name: str
    rate: Decimal
    is_default: bool
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime
