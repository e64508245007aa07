"""What one can do with target lists."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Any
from uuid import UUID

from crm_contracts.marketing.views.target_lists import MembersChanged, TargetListView
from crm_contracts.marketing.words import ListKind
from crm_kit.messages import command
from crm_kit.words import UNSET, Items, Name, Note, Unset

Contacts = Annotated[list[UUID], Items(1000)]
SomeContacts = Annotated[list[UUID], Items(1000, least=1)]


@command(allow="marketing.list.create", returns=TargetListView)
class CreateTargetList:
    """Make a target list by a tree of conditions, as searches of contacts have them, or (a static one) of contacts that are named.

    A static list with conditions is taken at once. Whoever one may not see does not come into it.
    """

    name: Name
    kind: ListKind = "dynamic"
    description: Note = ""
    where: dict[str, Any] | None = None
    contact_ids: Contacts = field(default_factory=list)
    owner_id: UUID | None = None


@command(allow="marketing.list.update", returns=TargetListView)
class ChangeTargetList:
    """Change a target list. A static one stays as it was taken until it is taken again."""

    list_id: UUID
    version: int
    name: Name | Unset = UNSET
    description: Note | Unset = UNSET
    where: dict[str, Any] | Unset | None = UNSET


@command(allow="marketing.list.update", returns=MembersChanged)
class RetakeTargetList:
    """Take a static list by its conditions again; who was added by hand and does not meet them goes."""

    list_id: UUID
    version: int


@command(allow="marketing.list.update", returns=MembersChanged)
class AddListMembers:
    """Put contacts into a static list; who is in it already stays once."""

    list_id: UUID
    version: int
    contact_ids: SomeContacts


@command(allow="marketing.list.update", returns=MembersChanged)
class RemoveListMembers:
    """Take contacts out of a static list."""

    list_id: UUID
    version: int
    contact_ids: SomeContacts


@command(allow="marketing.list.delete", returns=None)
class DeleteTargetList:
    """Delete a target list; 409 `in_use` where a campaign that is not launched yet goes by it."""

    list_id: UUID
    version: int
