"""The balance: how much there is of a product in one place, and what it is worth."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar
from uuid import UUID

from crm_contracts.inventory.events import StockLevelChanged
from crm_kit.model import Aggregate, ForeignKeyConstraint, Mapped, column, sorted_text

NOTHING = Decimal(0)
SMALLEST = Decimal("0.000001")


class Balance(Aggregate):
    """What is in a place of a warehouse, what of it is reserved, and its value in the base currency. Whoever changes it holds its
    lock. Places outside have none: what went there and came from there is the sum of the ledger.

    The ledger is its history: on hand and value are the sums of the ledger's rows, always.
    """

    __tablename__ = "balances"
    __table_args__ = (
        ForeignKeyConstraint(
            ["product_id", "code"], ["products.id", "products.code"], name="fk_balances_product", onupdate="CASCADE"
        ),
    )
    HAS_HISTORY: ClassVar[bool] = False

    product_id: Mapped[UUID]
    code: Mapped[str] = column(sorted_text(60))  # the product's, as the database sees to, for what there is is listed by it
    location_id: Mapped[UUID]
    warehouse_id: Mapped[UUID]
    is_reservable: Mapped[bool]
    on_hand: Mapped[Decimal] = column(default=NOTHING)
    reserved: Mapped[Decimal] = column(default=NOTHING)
    value: Mapped[Decimal] = column(default=NOTHING)

    @property
    def available(self) -> Decimal:
        return self.on_hand - self.reserved

    @property
    def unit_cost(self) -> Decimal:
        """The moving average, in the base currency; 0 where there is nothing."""
        return (self.value / self.on_hand).quantize(SMALLEST, ROUND_HALF_UP) if self.on_hand > 0 else NOTHING

    def worth(self, qty: Decimal) -> Decimal:
        """What so much of it is worth: a share of the value, so that the last piece takes what is left of it."""
        if self.on_hand <= 0:
            return NOTHING
        return self.value if qty == self.on_hand else (self.value * qty / self.on_hand).quantize(SMALLEST, ROUND_HALF_UP)

    def move(self, qty: Decimal, value: Decimal) -> None:
        """Put so much in, or take it out where `qty` is negative."""
        self.on_hand += qty
        self.value += value
        self._note()

    def hold(self, qty: Decimal) -> None:
        """Reserve so much, or let it go where `qty` is negative."""
        self.reserved += qty
        self._note()

    def _note(self) -> None:
        """It is to be written, and told once; `record` would have it written by a statement of its own."""
        self.__dict__["_changed"] = True
        self.__dict__["_recorded"] = [(StockLevelChanged, {})]

    def take_changed(self) -> bool:
        """Whether it has changed since this was last asked."""
        return bool(self.__dict__.pop("_changed", False))
