"""What sales shows of payment terms."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.sales.document_words import Instalment
from crm_kit.messages import view


@view
class PaymentTermsView:
    """Instalments under a name."""

    id: UUID
    version: int
    name: str
    instalments: list[Instalment]
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime
