"""The shelf's use cases, query and reaction, in one file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm_kit.app import App
from crm_kit.listing import page
from crm_kit.messages import given
from crm_kit.reactions import Heard
from crm_kit.work import Work
from shelf.domain import Book, Page, Reader
from shelf.words import (
    AddPage,
    BookLent,
    BookPlaced,
    ChangeBook,
    DeleteBook,
    GetBook,
    LendBook,
    ListBooks,
    PlaceBook,
    RestoreBook,
)

app = App("shelf")


@app.handles(PlaceBook)
def place_book(command: PlaceBook, work: Work) -> Book:
    book = Book(**given(command, but=("chapters", "fail", "tags")), tags=list(command.tags), number=work.number("B"))
    book.chapters = [Page(title=chapter.title, pages=chapter.pages) for chapter in command.chapters]
    work.add(book).record(BookPlaced)
    if command.fail:
        work.flush()
        raise RuntimeError("in the middle of it")
    return book


@app.handles(ChangeBook)
def change_book(command: ChangeBook, work: Work) -> Book:
    book = work.get(Book, command.book_id, version=command.version)
    for name, value in given(command, but=("reason",)).items():
        setattr(book, name, value)
    return book


@app.handles(LendBook)
def lend_book(command: LendBook, work: Work) -> Book:
    book = work.get(Book, command.book_id, version=command.version)
    book.lend(command.borrower)
    return book


@app.handles(AddPage)
def add_page(command: AddPage, work: Work) -> Book:
    book = work.get(Book, command.book_id)
    book.pages += 1
    return book


@app.handles(DeleteBook)
def delete_book(command: DeleteBook, work: Work) -> None:
    work.remove(work.get(Book, command.book_id, version=command.version))


@app.handles(RestoreBook)
def restore_book(command: RestoreBook, work: Work) -> Book:
    return work.restore(Book, command.book_id, version=command.version)


@app.answers(GetBook)
def get_book(query: GetBook, work: Work) -> Book:
    return work.get(Book, query.book_id)


@app.answers(ListBooks)
def list_books(query: ListBooks, work: Work) -> dict[str, Any]:
    return page(work, query, Book, {"has_note": Book.note != ""})


@app.reacts(BookLent)
def on_book_lent(event: BookLent, work: Work) -> None:
    work.copy(Reader, event.id, name=event.borrower)
    if event.borrower == "nobody":
        raise RuntimeError("nobody reads")


@app.reacts(BookLent, in_batches=True)
def on_book_read(event: BookLent, work: Work) -> None:
    """Keeps only what is told, asking nothing."""
    work.keep(Reader, event.id, name=event.borrower)
    if event.borrower == "nobody":
        raise RuntimeError("nobody reads")


@app.reacts(BookLent, many=True)
def on_books_lent(heard: Sequence[Heard], work: Work) -> None:
    """Whoever reads gets a book placed for each that they were lent, which is told."""
    for each in heard:
        book = work.add(
            Book(title=each.event.borrower, status="shelved", number=work.number("B"), tags=[], pages=0, note="", lock_code="")
        )
        work.because(book.id, each.subject)
        book.record(BookPlaced)


app.announces(Book, BookPlaced)
