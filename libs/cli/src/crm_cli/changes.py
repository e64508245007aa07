"""What the commands share that change something: fields, a file, a version, a key."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from crm_cli.pages import rows_of
from crm_cli.server import Server

Command = TypeVar("Command", bound=Callable[..., Any])
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


def with_file(command: Command) -> Command:
    """--file: fields out of a JSON file."""
    help_text = "A JSON object to begin with; - is standard input. Secrets belong there."
    return click.option("--file", metavar="FILE", type=click.Path(allow_dash=True), help=help_text)(command)


def with_key(command: Command) -> Command:
    """--key: the Idempotency-Key."""
    help_text = "The Idempotency-Key: the same command under the same key takes effect once.  [default: a new one]"
    return click.option("--key", metavar="KEY", callback=_checked, help=help_text)(command)


def with_version(command: Command) -> Command:
    """--version: the version that one means."""
    help_text = "Only if the record is at this version.  [default: the one it has now]"
    return click.option("--version", type=click.IntRange(1), metavar="N", help=help_text)(command)


def version_meant(server: Server, path: str, stated: int | None, *, is_deleted: bool = False) -> int | None:
    """The version that was stated; else the one the record has now, or had when it was deleted."""
    if stated is not None:
        return stated
    return _version_deleted(server, path) if is_deleted else server.version_of(path)


def _version_deleted(server: Server, path: str) -> int | None:
    """A deleted record cannot be read by itself, only found in the list of those that were deleted."""
    collection, _, record = path.rpartition("/")
    deleted = rows_of(server, collection, [("deleted", "true"), ("fields", "version")])
    return next((row["version"] for row in deleted if row["id"] == record), None)


def _checked(_context: click.Context, _parameter: click.Parameter, key: str | None) -> str | None:
    if key is not None and not _KEY.fullmatch(key):
        raise click.BadParameter("1 to 255 characters, letters, digits and signs, no spaces")
    return key
