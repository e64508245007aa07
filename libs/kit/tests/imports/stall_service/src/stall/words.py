"""The stall's messages."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from crm_kit.lists import ListQuery
from crm_kit.messages import command, event, query, view
from crm_kit.words import UNSET, Label, Name, Text, Unset


@event("stall.item.put.v1")
class ItemPut:
    """There is something new."""

    id: UUID
    code: str
    name: str


@event("stall.item.changed.v1")
class ItemChanged:
    """Something is different."""

    id: UUID
    code: str
    name: str


@view
class ItemView:
    id: UUID
    version: int
    code: str
    name: str
    colour: str
    pieces: int
    owner_id: UUID


@command(allow="stall.item.create", returns=ItemView)
class PutItem:
    """Put something on the stall."""

    code: Annotated[str, Text(20, least=1)]
    name: Name
    colour: Label = ""
    pieces: int = 1
    is_fixed: bool = False


@command(allow="stall.item.update", returns=ItemView)
class ChangeItem:
    """Change something on the stall."""

    item_id: UUID
    version: int
    name: Name | Unset = UNSET
    colour: Label | Unset = UNSET
    pieces: int | Unset = UNSET


@query(allow="stall.item.read", returns=ItemView)
class ListItems(ListQuery):
    """What is on the stall."""

    filters: ClassVar = ("code",)
    sorts: ClassVar = ("code",)
    default_sort: ClassVar = "code"
