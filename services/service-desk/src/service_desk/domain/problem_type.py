"""Types of problems, a tree."""

from __future__ import annotations

from uuid import UUID

from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, String, column, sorted_text

DEEPEST = 5


class ProblemType(Aggregate):
    """What a ticket can be about. `path` holds the codes from the root down, `/hardware/printer/`."""

    __tablename__ = "problem_types"

    code: Mapped[str] = column(String(40))
    name: Mapped[str] = column(sorted_text(200))
    parent_id: Mapped[UUID | None]
    path: Mapped[str] = column(String(220, collation="C"))
    is_active: Mapped[bool] = column(default=True)

    def hang_below(self, parent: ProblemType | None) -> None:
        """Take its place in the tree. Invalid (422) where that gets too deep."""
        self.parent_id = parent.id if parent else None
        self.path = f"{parent.path if parent else '/'}{self.code}/"
        if self.path.count("/") > DEEPEST + 1:
            raise Invalid.field("/parent_id", "too_deep", f"The tree has at most {DEEPEST} levels")
