"""The shelf's shares, history and explanations, for the tests of those; they are there once this module is imported."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from crm_kit.audit import explain_access as explained
from crm_kit.audit import history_page
from crm_kit.audit_words import ExplainQuery, Explanation, HistoryQuery, HistoryRow
from crm_kit.messages import as_json, command, query, view
from crm_kit.sharing import share, shares_of, unshare
from crm_kit.work import Work
from shelf.domain import Book
from shelf.service import app


@view
class ShareView:
    id: UUID
    grantee_kind: str
    grantee_id: UUID
    level: str
    expires_at: dt.datetime | None


@view
class SharesView:
    shares: list[ShareView]


@command(allow="shelf.book.share", returns=ShareView)
class ShareBook:
    """Show a book to somebody."""

    book_id: UUID
    grantee_kind: Literal["user", "team", "role"]
    grantee_id: UUID
    level: Literal["read", "write"] = "read"
    expires_at: dt.datetime | None = None


@command(allow="shelf.book.share")
class UnshareBook:
    """Show it no longer."""

    book_id: UUID
    share_id: UUID


@query(allow="shelf.book.share", returns=SharesView)
class ListBookShares:
    """Whom a book is shown to."""

    book_id: UUID


@query(allow="shelf.history.read", returns=HistoryRow)
class ListHistory(HistoryQuery):
    """Who changed what, newest first."""


@query(allow="shelf.access.explain", returns=Explanation)
class ExplainAccess(ExplainQuery):
    """Why somebody can meet a book."""


@app.handles(ShareBook)
def share_book(command: ShareBook, work: Work) -> dict[str, Any]:
    book = work.get(Book, command.book_id)
    return _plain(share(work, book, command.grantee_kind, command.grantee_id, command.level, command.expires_at))


@app.handles(UnshareBook)
def unshare_book(command: UnshareBook, work: Work) -> None:
    unshare(work, work.get(Book, command.book_id), command.share_id)


@app.answers(ListBookShares)
def list_book_shares(query: ListBookShares, work: Work) -> dict[str, Any]:
    return {"shares": [_plain(each) for each in shares_of(work, work.get(Book, query.book_id))]}


@app.answers(ListHistory)
def list_history(query: ListHistory, work: Work) -> dict[str, Any]:
    return history_page(work, query)


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return explained(work, query, {"book": Book})


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: as_json(row[name]) for name in ("id", "grantee_kind", "grantee_id", "level", "expires_at")}
