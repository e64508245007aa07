"""What marketing shows of budgets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.marketing.words import CostType, TransferStatus
from crm_kit.messages import view
from crm_kit.money import Money


@view
class BudgetRow:
    """How things stand for one type of cost. `available` is planned, less all the others."""

    cost_type: str
    planned: Money
    allotted: Money
    reserved: Money
    committed: Money
    actual: Money
    available: Money


@view
class BudgetView:
    """The budget of a plan or campaign: by type of cost and in all.

    `allotted` went to the plans and campaigns below. `used_pct` is what of the rest is reserved, committed or spent, in per cent
    rounded down; None where there is nothing to use. `below` is how all that belongs to it stands, down to the last campaign.
    """

    id: UUID
    currency: str
    rows: list[BudgetRow]
    total: BudgetRow
    below: BudgetRow
    used_pct: int | None


@view
class CostView:
    """A cost: what of it is still reserved or committed, and what was paid."""

    id: UUID
    holder_id: UUID
    cost_type: CostType
    reserved: Money
    committed: Money
    actual: Money
    note: str


@view
class BudgetEntryRow:
    """An entry of a budget; `amount` is negative where something was taken back or moved on."""

    id: UUID
    holder_id: UUID
    cost_type: CostType
    kind: str
    amount: Decimal
    currency: str
    cost_id: UUID | None
    transfer_id: UUID | None
    note: str
    by: UUID
    at: dt.datetime


@view
class BudgetTransferView:
    """A transfer of budget between two plans or campaigns under the same plan."""

    id: UUID
    version: int
    from_id: UUID
    to_id: UUID
    cost_type: CostType
    amount: Money
    note: str
    status: TransferStatus
    owner_id: UUID
    submitted_by: UUID | None
    submitted_at: dt.datetime | None
    decided_by: UUID | None
    decided_at: dt.datetime | None
    decision_comment: str
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime
