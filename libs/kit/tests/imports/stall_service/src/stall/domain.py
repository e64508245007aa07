"""What is true at the stall."""

from __future__ import annotations

from typing import Any

from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Machine, Mapped, Owned, String, column
from stall.words import ItemChanged, ItemPut


class Item(Owned, Aggregate):
    """Something that is sold here, under a code of its own. A fixed one is not given away."""

    __tablename__ = "items"
    MACHINE = Machine()

    code: Mapped[str] = column(String(20))
    name: Mapped[str] = column(String(200))
    colour: Mapped[str] = column(String(100), default="")
    pieces: Mapped[int] = column(default=1)
    is_fixed: Mapped[bool] = column(default=False)

    def put(self, told: dict[str, Any]) -> None:
        self._tell(told)
        self.record(ItemPut)

    def change(self, told: dict[str, Any]) -> None:
        self._tell(told)
        self.record(ItemChanged)

    def _tell(self, told: dict[str, Any]) -> None:
        for name, value in told.items():
            setattr(self, name, value)
        if self.colour == "invisible":
            raise Invalid.field("/colour", "invisible", "Nobody would see it")
