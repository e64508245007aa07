"""Trips to the database: statements that go there together. What is wrong with one of them is told in SQLAlchemy's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

Cursor = psycopg.Cursor[Any]


class Statement(NamedTuple):
    """What is to be executed, with its parameters."""

    sql: str
    parameters: dict[str, Any]


@contextmanager
def trip(session: Session) -> Iterator[Cursor]:
    """What the cursor executes goes to the database at the end, all of it; after one that fails nothing more is executed."""
    raw = driver(session)
    try:
        with raw.pipeline(), raw.cursor() as cursor:
            yield cursor
    except psycopg.errors.DivisionByZero as error:
        raise StaleDataError("Another version was written meanwhile") from error
    except psycopg.IntegrityError as error:
        raise IntegrityError("trip", None, error) from error
    except psycopg.DataError as error:
        raise DataError("trip", None, error) from error
    except psycopg.OperationalError as error:
        raise OperationalError("trip", None, error, connection_invalidated=raw.broken) from error


def driver(session: Session) -> Any:
    """The driver's own connection."""
    return session.connection().connection.driver_connection


def execute(cursor: Cursor, statements: Iterable[Statement]) -> None:
    """One after the other."""
    for each in statements:
        cursor.execute(each.sql, each.parameters)
