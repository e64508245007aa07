"""Target lists: whom a campaign is meant for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Aggregate, ForeignKey, Mapped, Owned, Part, Searchable, String, Text, Values, column, sorted_text


class TargetList(Owned, Searchable, Aggregate):
    """Contacts by a tree of conditions, `where`.

    A dynamic list is whoever meets the conditions when it is looked at; a static one was taken at `taken_at`, and grows and shrinks
    by hand.
    """

    __tablename__ = "target_lists"

    name: Mapped[str] = column(sorted_text(200))
    kind: Mapped[str] = column(String(10))
    description: Mapped[str] = column(Text, default="")
    where: Mapped[Any] = column(Values, nullable=True)
    taken_at: Mapped[dt.datetime | None]

    def words(self) -> list[str | None]:
        return [self.name, self.description]

    @property
    def is_dynamic(self) -> bool:
        return self.kind == "dynamic"

    def check(self) -> None:
        """Invalid (422) where a dynamic list has no conditions: everybody is never meant by silence."""
        if self.is_dynamic and not self.where:
            raise Invalid.field("/where", "required", "A dynamic list has conditions")

    def check_members(self, contact_ids: Sequence[UUID]) -> None:
        """Invalid (422) where contacts are named for a list that conditions make,."""
        self.check()
        if contact_ids and (self.is_dynamic or self.where):
            raise Invalid.field("/contact_ids", "not_by_hand", "Contacts are named for a static list without conditions")

    def change(self, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self.check()

    def must_be_static(self) -> None:
        """Conflict (409 `dynamic_list`) where conditions alone say who is in it."""
        if self.is_dynamic:
            raise Conflict("Who is in a dynamic list is said by its conditions alone", code="dynamic_list")

    def must_have_conditions(self) -> None:
        """Conflict (409 `no_conditions`) where there is nothing to take it by again."""
        if not self.where:
            raise Conflict("This list was made by hand", code="no_conditions")

    def taken(self, now: dt.datetime) -> None:
        self.taken_at = now
        self.touch()


class ListMember(Part):
    """A contact in a static list."""

    __tablename__ = "target_list_members"
    PARENT = "list_id"

    list_id: Mapped[UUID] = column(ForeignKey("target_lists.id", ondelete="CASCADE"))
    contact_id: Mapped[UUID]


class SnapshotMember(Part):
    """A contact whom a campaign was meant for, as its list stood at launch. `reason` says why it gets nothing, if so."""

    __tablename__ = "snapshot_members"
    PARENT = "snapshot_id"

    snapshot_id: Mapped[UUID]
    contact_id: Mapped[UUID]
    account_id: Mapped[UUID | None]
    address: Mapped[str] = column(String(254), default="")
    reason: Mapped[str] = column(String(20), default="")
