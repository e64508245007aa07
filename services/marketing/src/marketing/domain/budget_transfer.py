"""The transfer: budget goes from one plan or campaign to another one beside it, when somebody else agrees."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.approval import Approvable, Decision
from crm_kit.model import Aggregate, Machine, Mapped, Money, Owned, String, Text, column, money


class BudgetTransfer(Approvable, Owned, Aggregate):
    """Waits until it is approved; then, and not before, the budgets change."""

    __tablename__ = "budget_transfers"
    MACHINE = Machine(approve=("pending_approval", "approved"), reject=("pending_approval", "rejected"))

    from_id: Mapped[UUID]
    to_id: Mapped[UUID]
    cost_type: Mapped[str] = column(String(10))
    amount: Mapped[Money] = money("amount")
    note: Mapped[str] = column(Text, default="")
    status: Mapped[str] = column(String(20), default="pending_approval")

    def ask(self, by: Decision) -> None:
        self.submit_for([], by)

    def approve(self, decision: Decision) -> None:
        self.transition("approve")
        self.decide(decision)

    def reject(self, decision: Decision) -> None:
        self.transition("reject")
        self.decide(decision)

    @property
    def moved(self) -> dict[UUID, Decimal]:
        """Holder → by how much its budget changes."""
        sent: Any = self.amount.amount
        return {self.from_id: -sent, self.to_id: sent}
