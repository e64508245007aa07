"""How versions go up."""

from collections.abc import Iterator

import pytest
from shelf.domain import Book
from shelf.words import BookPlaced
from sqlalchemy import select, update
from sqlalchemy.orm.exc import StaleDataError

from crm_kit.tables import history
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work


@pytest.fixture
def work(crm: ServiceUnderTest) -> Iterator[Work]:
    with Work(crm.app.sessions, crm.administrator(), "shelf.book.place", "test", {}) as work:
        work.begin()
        yield work


def new_book(work: Work) -> Book:
    return work.add(Book(number="B", title="Candide", status="shelved", tags=[], pages=1, note="", lock_code=""))


def test_a_new_record_that_says_something_stays_at_one_however_often_it_is_flushed(work: Work) -> None:
    book = new_book(work)
    book.record(BookPlaced, shelf=None)

    for _ in range(3):
        work.flush()

    assert book.version == 1


def test_a_known_record_goes_up_by_one_for_each_flush_that_has_something_new(work: Work) -> None:
    book = new_book(work)
    work.flush()

    book.title = "Zadig"
    work.flush()
    work.flush()
    book.touch()
    work.flush()

    assert book.version == 3


def test_records_that_change_together_each_go_up_by_one_and_have_their_history(work: Work) -> None:
    books = [new_book(work) for _ in range(3)]
    work.flush()

    books[0].title, books[1].pages, books[2].title = "Zadig", 2, "Emma"
    work.flush()
    books[0].title = "Candide"
    work.flush()
    work.finish(dict)

    work.resume()
    written = work.session.execute(select(Book.title, Book.pages, Book.version).order_by(Book.id)).all()
    assert written == [("Candide", 1, 3), ("Candide", 2, 2), ("Emma", 1, 2)]
    told = work.session.scalar(select(history.c.changes).where(history.c.record_id == books[1].id))
    assert told["pages"] == [None, 2]


def test_of_records_that_change_together_none_is_written_over_a_newer_one(work: Work) -> None:
    books = [new_book(work) for _ in range(2)]
    work.flush()
    work.session.connection().execute(update(Book.__table__).where(Book.id == books[0].id).values(version=2))

    books[0].title = books[1].title = "Zadig"
    with pytest.raises(StaleDataError):
        work.flush()
