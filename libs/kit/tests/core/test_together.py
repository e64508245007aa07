"""How rows are written: one statement a table."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from shelf.domain import Book, Page
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from crm_kit.cursors import Cursor
from crm_kit.model import Money
from crm_kit.tables import history
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work


@pytest.fixture
def work(crm: ServiceUnderTest) -> Iterator[Work]:
    with begun(crm) as work:
        yield work


@contextmanager
def begun(crm: ServiceUnderTest) -> Iterator[Work]:
    with Work(crm.app.sessions, crm.administrator(), "shelf.book.place", "test", {}) as work:
        work.begin()
        yield work


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that write, each as what it does and to which table: INSERT books."""
    found: list[str] = []
    execute = Cursor.execute

    def note(cursor: Cursor, statement: Any, *rest: Any, **more: Any) -> Any:
        found.extend(
            " ".join(each) for each in re.findall(r"(INSERT|UPDATE|DELETE) (?:INTO |FROM )?(books|chapters)", str(statement))
        )
        return execute(cursor, statement, *rest, **more)

    monkeypatch.setattr(Cursor, "execute", note)
    return found


def new_book(work: Work, *chapters: str) -> Book:
    book = work.add(Book(number="B", title="Candide", status="shelved", tags=[], pages=1, note="", lock_code=""))
    book.chapters = [Page(title=title, pages=1) for title in chapters]
    return book


def test_new_records_and_their_parts_take_one_statement_a_table_however_many_they_are(work: Work, written: list[str]) -> None:
    books = [new_book(work, "One", "Two"), new_book(work, "Three")]

    work.flush()
    work.finish(dict)

    assert written == ["INSERT books", "INSERT chapters"]
    assert [page.book_id for book in books for page in book.chapters] == [books[0].id, books[0].id, books[1].id]


def test_what_is_written_is_what_is_read(work: Work) -> None:
    book = new_book(work)
    book.title, book.tags, book.price = 'L\'"été" \\ 书 \n{}', ["a,b", 'c"d'], Money(Decimal("12.345678"), "CNY")
    book.published_on = dt.date(1759, 1, 15)

    work.flush()
    work.session.expire_all()

    told = (book.title, book.tags, book.price, book.published_on, book.deleted_at, book.created_at)
    price = Money(Decimal("12.345678"), "CNY")
    assert told == ('L\'"été" \\ 书 \n{}', ["a,b", 'c"d'], price, dt.date(1759, 1, 15), None, work.now)


def test_parts_that_change_come_and_go_with_one_change_of_their_record(work: Work, written: list[str]) -> None:
    book = new_book(work, "One", "Two")
    work.flush()
    written.clear()

    stays = book.chapters[1]
    stays.title = "Second"
    book.chapters = [stays, Page(title="Three", pages=3)]
    book.touch()
    work.flush()

    assert written == ["UPDATE books", "UPDATE chapters", "INSERT chapters", "DELETE chapters"]
    titles = work.session.scalars(select(Page.title).where(Page.book_id == book.id).order_by(Page.title)).all()
    assert (titles, book.version) == (["Second", "Three"], 2)


def test_what_is_set_to_what_it_was_is_no_change(work: Work, written: list[str]) -> None:
    book = new_book(work, "One")
    work.flush()
    written.clear()

    book.chapters[0].title = "One"
    work.finish(dict)
    work.__enter__()

    entries = work.session.execute(select(history.c.entity, history.c.action).order_by(history.c.position)).all()
    assert (written, [tuple(each) for each in entries]) == ([], [("book", "create"), ("page", "create")])


def test_what_somebody_else_has_changed_meanwhile_is_not_written_and_neither_is_what_goes_with_it(crm: ServiceUnderTest) -> None:
    with begun(crm) as first:
        book = new_book(first, "One")
        first.finish(dict)
    with begun(crm) as slow, begun(crm) as fast:
        mine, theirs = slow.get(Book, book.id), fast.get(Book, book.id)
        theirs.title = "Zadig"
        fast.finish(dict)

        mine.title, mine.chapters[0].title = "Micromégas", "Two"
        with pytest.raises(StaleDataError):
            slow.finish(dict)

    with begun(crm) as later:
        found = later.get(Book, book.id)
        assert (found.title, found.version, found.chapters[0].title) == ("Zadig", 2, "One")
        assert len(later.session.execute(select(history.c.entity).where(history.c.record_id == book.id)).all()) == 3
