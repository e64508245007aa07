"""What is shown of the credit of accounts."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_kit.messages import view
from crm_kit.money import Money


@view
class CreditView:
    """What an account may owe, and within how many days it pays. Without a `limit` it is not checked against one."""

    account_id: UUID
    version: int
    limit: Money | None
    terms_days: int | None
    grade: str | None
    updated_at: dt.datetime | None
