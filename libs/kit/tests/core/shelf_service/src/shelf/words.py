"""The shelf's messages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from crm_kit.lists import ListQuery
from crm_kit.messages import command, event, query, value, view
from crm_kit.model import Money
from crm_kit.words import UNSET, Items, Name, Note, Secret, Unset


@value
class Chapter:
    title: Name
    pages: int = 1


@event("shelf.book.placed.v1")
class BookPlaced:
    """A book came to the shelf."""

    id: UUID
    title: str
    version: int


@event("shelf.book.lent.v1")
class BookLent:
    """A book left."""

    id: UUID
    status: str
    borrower: str


@view
class ChapterView:
    id: UUID
    title: str
    pages: int


@view
class BookView:
    id: UUID
    version: int
    number: str
    title: str
    status: str
    tags: list[str]
    pages: int
    price: Money | None
    published_on: dt.date | None
    note: str
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime
    chapters: list[ChapterView]


@view
class BookRow:
    id: UUID
    title: str
    status: str
    tags: list[str]
    pages: int
    price: Money | None
    published_on: dt.date | None
    owner_id: UUID
    updated_at: dt.datetime


@command(allow="shelf.book.place", returns=BookView)
class PlaceBook:
    """Put a book on the shelf."""

    title: Name
    status: Literal["shelved", "lent"] = "shelved"
    tags: list[Name] = ()  # type: ignore[assignment]
    pages: int = 0
    price: Money | None = None
    published_on: dt.date | None = None
    note: Note = ""
    lock_code: Annotated[str, Secret(50)] = ""
    chapters: Annotated[list[Chapter], Items(20)] = ()  # type: ignore[assignment]
    fail: bool = False


@command(allow="shelf.book.update", returns=BookView)
class ChangeBook:
    """Change what the cover says."""

    book_id: UUID
    version: int
    title: Name | Unset = UNSET
    note: Note | Unset = UNSET
    price: Money | Unset | None = UNSET
    lock_code: Annotated[str, Secret(50)] | Unset = UNSET
    reason: Note = ""


@command(allow="shelf.book.lend", returns=BookView)
class LendBook:
    """Give a book away for a while."""

    book_id: UUID
    version: int
    borrower: Name


@command(allow="shelf.book.update", returns=BookView)
class AddPage:
    """Put one more page into a book, whatever version it has."""

    book_id: UUID


@command(allow="shelf.book.delete")
class DeleteBook:
    """Take a book off the shelf."""

    book_id: UUID
    version: int


@command(allow="shelf.book.restore", returns=BookView)
class RestoreBook:
    """Put a book back."""

    book_id: UUID
    version: int


@query(allow="shelf.book.read", returns=BookView)
class GetBook:
    """One book."""

    book_id: UUID


@query(allow="shelf.book.read", returns=BookRow)
class ListBooks(ListQuery):
    """Books by title."""

    filters: ClassVar = ("title", "status", "tags", "pages", "price", "published_on", "owner_id", "has_note")
    sorts: ClassVar = ("title", "pages", "updated_at")
    default_sort: ClassVar = "title"
    more: ClassVar[dict[str, Any]] = {"has_note": bool}
    searchable: ClassVar = True
