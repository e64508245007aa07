"""The cursors of the services' connections."""

from __future__ import annotations

from typing import Any

import psycopg


class Cursor(psycopg.Cursor[Any]):
    """Says of the columns of a result what SQLAlchemy asks, name and type; psycopg looks up much more of each, every time."""

    @property
    def description(self) -> list[tuple[str, int]] | None:  # type: ignore[override]
        found = self.pgresult
        if found is None or not found.nfields:
            return None
        return [((found.fname(number) or b"").decode(), found.ftype(number)) for number in range(found.nfields)]
