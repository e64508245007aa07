"""What is true on the shelf."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from uuid import UUID

from crm_kit.model import (
    Aggregate,
    ForeignKey,
    Machine,
    Mapped,
    Money,
    Owned,
    Part,
    ReadCopy,
    Searchable,
    String,
    Text,
    column,
    money,
    parts,
    sorted_text,
)
from shelf.words import BookLent


class Page(Part):
    __tablename__ = "chapters"
    PARENT: ClassVar[str] = "book_id"

    book_id: Mapped[UUID] = column(ForeignKey("books.id", ondelete="CASCADE"))
    title: Mapped[str] = column(String(200))
    pages: Mapped[int]


class Book(Owned, Searchable, Aggregate):
    __tablename__ = "books"
    MACHINE = Machine(lend=("shelved", "lent"), give_back=("lent", "shelved"))

    number: Mapped[str] = column(String(30))
    title: Mapped[str] = column(sorted_text(200))
    status: Mapped[str] = column(String(20))
    tags: Mapped[list[str]]
    pages: Mapped[int]
    price: Mapped[Money | None] = money("price", optional=True)
    published_on: Mapped[dt.date | None]
    note: Mapped[str] = column(Text)
    lock_code: Mapped[str] = column(String(50), info={"secret": True})
    chapters: Mapped[list[Page]] = parts(order_by="Page.id")

    def words(self) -> list[str | None]:
        return [self.title, self.number]

    def lend(self, borrower: str) -> None:
        self.transition("lend")
        self.record(BookLent, borrower=borrower)


class Reader(ReadCopy):
    """Somebody else's record, as the shelf keeps it."""

    __tablename__ = "readers"

    name: Mapped[str] = column(String(200))
