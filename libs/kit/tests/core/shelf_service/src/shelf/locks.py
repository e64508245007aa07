"""Secrets, attempts and changes of caller on the shelf, for the tests of those; they are there once this module is imported."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from crm_kit.caller import Caller
from crm_kit.errors import Unauthenticated
from crm_kit.messages import command, view
from crm_kit.words import Name, Secret
from crm_kit.work import Work
from shelf.domain import Book
from shelf.service import app


@view
class LockView:
    id: UUID
    title: str
    code: Annotated[str, Secret()] | None


@command(allow="shelf.book.place", returns=LockView)
class LockBook:
    """Put a book behind a lock and say its code, once."""

    title: Name
    code: Annotated[str, Secret(50)]


@command(allow="shelf.book.place", returns=LockView, once=False)
class LockBookAgain:
    """The same, for as often as it is asked."""

    title: Name
    code: Annotated[str, Secret(50)]


@command(allow="shelf.book.lend", once=False)
class ForceLock:
    """Fails, and leaves a trace of the attempt."""

    title: Name


@command(allow="public", returns=LockView, once=False)
class PlaceElsewhere:
    """Put one book here and one into another tenant."""

    title: Name
    tenant_id: UUID
    user_id: UUID


def _book(title: str, code: str = "") -> Book:
    return Book(number="B", title=title, status="shelved", tags=[], pages=1, note="", lock_code=code)


@app.handles(LockBook)
def lock_book(command: LockBook, work: Work) -> dict[str, str]:
    book = work.add(_book(command.title, command.code))
    return {"id": str(book.id), "title": book.title, "code": command.code}


@app.handles(LockBookAgain)
def lock_book_again(command: LockBookAgain, work: Work) -> dict[str, str]:
    book = work.add(_book(command.title, command.code))
    return {"id": str(book.id), "title": book.title, "code": command.code}


@app.handles(ForceLock)
def force_lock(command: ForceLock, work: Work) -> None:
    work.add(_book(f"trace of {command.title}"))
    work.save()
    work.resume()
    work.add(_book(f"effect of {command.title}"))
    work.flush()
    raise Unauthenticated("The lock holds")


@app.handles(PlaceElsewhere)
def place_elsewhere(command: PlaceElsewhere, work: Work) -> dict[str, str | None]:
    work.add(_book(command.title))
    work.save()
    work.resume(Caller(tenant_id=command.tenant_id, user_id=command.user_id))
    book = work.add(_book(command.title))
    return {"id": str(book.id), "title": book.title, "code": None}
