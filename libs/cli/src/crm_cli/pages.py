"""Lists, over as many pages as they have."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import click

from crm_cli.output import Record
from crm_cli.server import Query, Server

LARGEST_PAGE = 200


def rows_of(server: Server, path: str, query: Query, wanted: int | None = None) -> Iterator[Record]:
    """All rows of a list, page by page; where so many are wanted, the first page holds one more, if there is one more."""
    size = LARGEST_PAGE if wanted is None else min(LARGEST_PAGE, wanted + 1)
    return itertools.chain.from_iterable(_pages(server, path, [*query, ("limit", str(size))]))


def _pages(server: Server, path: str, query: Query) -> Iterator[list[Record]]:
    page = _page(server, path, query)
    yield page["data"]
    while page["next_cursor"]:
        page = _page(server, path, [*query, ("cursor", page["next_cursor"])])
        yield page["data"]


def _page(server: Server, path: str, query: Query) -> Record:
    page = server.get(path, query)
    if not isinstance(page, dict) or "data" not in page:
        raise click.UsageError(f"{path} is no list; see it with `crm get`")
    return page
