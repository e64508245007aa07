"""What one can do with the credit of accounts."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from crm_contracts.customers.views.credit import CreditView
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import UNSET, Between, Label, Line, Unset


@command(allow="customers.credit.set", returns=CreditView)
class SetCredit:
    """Say what an account may owe, within how many days it pays, and how good it is for its debts; null takes a thing back.

    `version` is that of the credit, 0 where nothing was said before. An account without a `limit` is not checked against one.
    """

    account_id: UUID
    version: int
    limit: Money | Unset | None = UNSET
    terms_days: Annotated[int, Between(0, 365)] | Unset | None = UNSET
    grade: Label | Unset | None = UNSET
    reason: Line = ""
