"""How versions go up."""

from collections.abc import Iterator

import pytest
from shelf.domain import Book
from shelf.words import BookPlaced

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
