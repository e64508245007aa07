"""The saved view: a search that somebody kept."""

from __future__ import annotations

from typing import Any

from crm_kit.model import JSONB, Aggregate, Mapped, Owned, String, column, sorted_text


class SavedView(Owned, Aggregate):
    """A search of one collection under a name. A shared one is there for all who may use views."""

    __tablename__ = "saved_views"

    collection: Mapped[str] = column(String(10))
    name: Mapped[str] = column(sorted_text(200))
    where: Mapped[dict[str, Any] | None] = column(JSONB)
    sort: Mapped[str | None] = column(String(200))
    fields: Mapped[list[str] | None]
    is_shared: Mapped[bool] = column(default=False)
