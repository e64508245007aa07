"""Documents that are approved by somebody who has not written them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crm_kit.approval import Approvable, Decision
from crm_kit.errors import Forbidden
from crm_kit.model import Mapped, column


class Edited(Approvable):
    """Mixed into documents that wait for approval. `editors` have changed the draft: it is theirs as much as its author's."""

    editors: Mapped[list[UUID]] = column(default=list, sort_order=76)

    def note_editor(self, user_id: UUID) -> None:
        self.editors = sorted({*self.editors, user_id})

    def is_by(self, user_id: UUID) -> bool:
        """Whether somebody has made, changed or submitted it."""
        record: Any = self
        return user_id in (record.created_by, self.submitted_by, *self.editors)

    def decide(self, decision: Decision) -> None:
        """Note the decision. Forbidden (403 `own_record`) for whoever made, changed or submitted it."""
        if decision.by in self.editors:
            raise Forbidden("Somebody else than those who have changed it decides", code="own_record")
        super().decide(decision)
