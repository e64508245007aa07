"""What an account is late with, as others were told of it."""

from __future__ import annotations

from crm_contracts.sales.document_events import AccountOverdueChanged
from crm_kit.model import Aggregate, Mapped, Money, column, money

AGES = (0, 30, 60, 90)
"""Days late after which it is worse."""


class Overdue(Aggregate):
    """Has the account's id. `overdue_amount` is in the base currency, `oldest_days` how late the oldest of it is."""

    __tablename__ = "overdue_accounts"

    overdue_amount: Mapped[Money] = money("overdue_amount")
    oldest_days: Mapped[int] = column(default=0)

    def note(self, amount: Money, days: int) -> None:
        """Tell of it where it is another amount, or the oldest of it has come of the next age; a day more alone is no news."""
        if (amount, _age(days)) == (self.overdue_amount, _age(self.oldest_days)):
            return
        self.overdue_amount, self.oldest_days = amount, days
        self.record(AccountOverdueChanged, account_id=self.id)


def _age(days: int) -> int:
    return sum(days > age for age in AGES)
