"""What one can ask about the credit of accounts."""

from __future__ import annotations

from uuid import UUID

from crm_contracts.customers.views.credit import CreditView
from crm_kit.messages import query


@query(allow="customers.credit.read", returns=CreditView)
class GetCredit:
    """What an account may owe, within how many days it pays, and its grade; version 0 where nobody has said so yet."""

    account_id: UUID
