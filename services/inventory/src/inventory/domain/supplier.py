"""The supplier: a company to buy from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crm_contracts.inventory.document_events import SupplierCreated, SupplierUpdated
from crm_kit.errors import Conflict
from crm_kit.model import Aggregate, Machine, Mapped, Owned, Searchable, String, Text, Values, column, new_id, sorted_text
from crm_kit.names import name_key

SHOWN = 4


class Supplier(Owned, Searchable, Aggregate):
    """A supplier. `account_id` is the same company among the accounts."""

    __tablename__ = "suppliers"
    MACHINE = Machine(block=("active", "blocked"), unblock=("blocked", "active"))

    number: Mapped[str] = column(String(30))
    name: Mapped[str] = column(sorted_text(200))
    name_key: Mapped[str] = column(String(200, collation="C"))
    account_id: Mapped[UUID]
    status: Mapped[str] = column(String(20), default="active")
    block_reason: Mapped[str] = column(Text, default="")
    grade: Mapped[str | None] = column(String(1))
    currency: Mapped[str] = column(String(3))
    terms_days: Mapped[int]
    lead_time_days: Mapped[int] = column(default=0)
    contact_name: Mapped[str] = column(String(100), default="")
    email: Mapped[str | None] = column(String(254))
    phone: Mapped[str | None] = column(String(20))
    website: Mapped[str | None] = column(String(500))
    tax_id: Mapped[str | None] = column(String(40))
    address: Mapped[Any] = column(Values, nullable=True)
    bank_name: Mapped[str] = column(String(100), default="")
    bank_holder: Mapped[str] = column(String(100), default="")
    bank_account: Mapped[str | None] = column(String(60), info={"secret": True})
    bank_code: Mapped[str] = column(String(20), default="")
    documents: Mapped[Any] = column(Values, default=list)
    note: Mapped[str] = column(Text, default="")

    def words(self) -> list[str | None]:
        return [self.name, self.number, self.contact_name, self.tax_id]

    @property
    def bank_account_masked(self) -> str | None:
        """The last four signs; of a short one not even those."""
        if self.bank_account is None:
            return None
        return "••••" + (self.bank_account[-SHOWN:] if len(self.bank_account) > 2 * SHOWN else "")

    def begin(self, told: dict[str, Any]) -> None:
        """It is there. Without an account, customers is asked to make one under the id that is chosen here."""
        self.status = "active"
        self._take(told)
        creates_account = self.account_id is None
        self.account_id = self.account_id or new_id()
        self.record(SupplierCreated, creates_account=creates_account)

    def change(self, told: dict[str, Any]) -> None:
        """Correct what is known of it."""
        self._take(told)
        self.record(SupplierUpdated)

    def repoint(self, account_id: UUID) -> None:
        """Its account became another one."""
        self.account_id = account_id
        self.record(SupplierUpdated)

    def block(self, reason: str) -> None:
        """Order nothing from it."""
        self.transition("block")
        self.block_reason = reason
        self.record(SupplierUpdated)

    def unblock(self) -> None:
        """It may be ordered from again."""
        self.transition("unblock")
        self.block_reason = ""
        self.record(SupplierUpdated)

    def check_usable(self) -> None:
        """Conflict (409) where nothing is ordered from it."""
        if self.status == "blocked":
            raise Conflict(f"{self.name} is blocked: {self.block_reason}", code="supplier_blocked", supplier_id=str(self.id))

    def _take(self, told: dict[str, Any]) -> None:
        for name, value in told.items():
            setattr(self, name, value)
        self.name_key = name_key(self.name)
