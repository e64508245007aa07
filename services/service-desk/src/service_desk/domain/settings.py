"""The settings of the service desk: one set per tenant."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crm_kit.model import Aggregate, Mapped

DEFAULTS: dict[str, Any] = {"auto_close_days": 5, "reopen_days": 14, "warranty_months": 12}


class DeskSettings(Aggregate):
    """Has the tenant's id. A solved ticket closes by itself after `auto_close_days`; `reopen_days` after its closing it is still
    reopened, later a new one comes of it. What is sold has a warranty of `warranty_months` where its product says nothing else."""

    __tablename__ = "settings"

    auto_close_days: Mapped[int]
    reopen_days: Mapped[int]
    warranty_months: Mapped[int]

    @classmethod
    def unset(cls, tenant_id: UUID) -> DeskSettings:
        """The settings of a tenant that has changed none: version 0."""
        return cls(id=tenant_id, version=0, **DEFAULTS)
