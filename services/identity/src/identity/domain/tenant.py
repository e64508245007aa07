"""The tenant: one company on this installation."""

from __future__ import annotations

from crm_kit.model import Aggregate, Mapped, column, sorted_text


class Tenant(Aggregate):
    """A company. Its id is the `tenant_id` of everything it has."""

    __tablename__ = "tenants"

    name: Mapped[str] = column(sorted_text(200))
    last_team_number: Mapped[int] = column(default=0)
