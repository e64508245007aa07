"""`field=value` on the command line: fields of a record, and filters of a list."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

_FIELD = re.compile(r"([^\s=:]+)(:?=)(.*)", re.DOTALL)
_FILTER = re.compile(r"([\w.-]+)(?:\[(\w+)\])?=(.*)", re.DOTALL)


def body_of(fields: Iterable[str], file: str | None = None) -> dict[str, Any]:
    """The JSON object that a command sends: what the file holds, and over it the fields.

    `name=Ada` is text, `count:=3` is JSON, `amount.currency=EUR` goes below `amount`. Raises UsageError.
    """
    body = _read(file) if file else {}
    for text in fields:
        name, value = _assignment(text)
        _put(body, name, value)
    return body


def filter_of(text: str) -> tuple[str, str]:
    """`status=open` or `total[gte]=100` as the query parameter that the API takes. Raises UsageError."""
    match = _FILTER.fullmatch(text)
    if match is None:
        raise click.UsageError(f"'{text}' is no filter; status=open and 'total[gte]=100' are")
    name, operator, value = match.groups()
    return f"filter[{name}]" + (f"[{operator}]" if operator else ""), value


def parameter_of(text: str) -> tuple[str, str]:
    """`as_of=2026-01-31` as name and value. Raises UsageError."""
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise click.UsageError(f"'{text}' is no parameter; name=value is")
    return name, value


def is_assignment(text: str) -> bool:
    """Whether a word gives a field."""
    return _FIELD.fullmatch(text) is not None


def _assignment(text: str) -> tuple[str, Any]:
    match = _FIELD.fullmatch(text)
    if match is None:
        raise click.UsageError(f"'{text}' gives no field; name=text and name:=JSON do")
    name, sign, value = match.groups()
    return name, value if sign == "=" else _parsed(value, f"The value of '{name}'")


def _put(body: dict[str, Any], name: str, value: Any) -> None:
    *above, last = name.split(".")
    for part in above:
        body = body.setdefault(part, {})
        if not isinstance(body, dict):
            raise click.UsageError(f"'{name}' cannot be set: '{part}' has a value of its own")
    body[last] = value


def _read(file: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file} cannot be read: {error}") from error
    found = _parsed(text, file)
    if not isinstance(found, dict):
        raise click.UsageError(f"{file} does not hold a JSON object")
    return found


def _parsed(text: str, what: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except ValueError as error:
        raise click.UsageError(f"{what} is not JSON: {error}") from error


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is not a number")
