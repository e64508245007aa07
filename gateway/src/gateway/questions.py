"""Query parameters as the payload of a question, and a service's complaint about it as a complaint about the parameter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_origin

from werkzeug.datastructures import MultiDict

from crm_kit.errors import Malformed
from crm_kit.lists import ListQuery, bare
from crm_kit.messages import hints_of
from gateway.rows import Row

_FILTER = re.compile(r"filter\[(\w{1,60})\](?:\[(\w{1,20})\])?")
_INTEGER = re.compile(r"-?[0-9]{1,12}")
_LEAF = re.compile(r"/where(?:/and/(\d+))?(?:/|\Z)")
_TRUTHS = {"true": True, "false": False}
Read = Callable[[str], Any]


class Question:
    """Reads the query parameters of one row, which it knows."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.is_list = issubclass(row.message, ListQuery)
        hidden = {*row.places, "where"}
        self.readers = {name: _reader(hint) for name, hint in hints_of(row.message).items() if name not in hidden}
        self.filters = _filters(row.message)

    def payload(self, arguments: MultiDict[str, str]) -> Asked:
        """The payload's fields that stand in the query string. Raises Malformed for a parameter that does not exist."""
        asked = Asked()
        for name, values in arguments.lists():
            if len(values) > 1:
                raise _bad(name, "repeated", f"'{name}' stands twice")
            self._take(asked, name, values[0])
        asked.close()
        return asked

    def _take(self, asked: Asked, name: str, value: str) -> None:
        if name in self.readers:
            asked.payload[name] = self.readers[name](value)
            asked.names[f"/{name}"] = name
        elif (found := _FILTER.fullmatch(name)) and found[1] in self.filters:
            asked.leaves.append((name, _leaf(found[1], found[2], value)))
        else:
            raise self.unknown(name)

    @staticmethod
    def unknown(name: str) -> Malformed:
        """What is said of a parameter that does not exist."""
        return _bad(name[:100], "unknown_parameter", f"There is no parameter '{name[:100]}'")


class Asked:
    """A payload made of query parameters, and which parameter each of its places comes from."""

    def __init__(self) -> None:
        self.payload: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        self.leaves: list[tuple[str, dict[str, Any]]] = []

    def close(self) -> None:
        """Join the filters, all of which must hold."""
        conditions = [condition for _, condition in self.leaves]
        if conditions:
            self.payload["where"] = conditions[0] if len(conditions) == 1 else {"and": conditions}

    def parameter(self, pointer: str) -> str | None:
        """The query parameter that a pointer into the payload means."""
        if found := _LEAF.match(pointer):
            place = int(found[1] or 0)
            return self.leaves[place][0] if place < len(self.leaves) else None
        return self.names.get("/" + pointer.split("/")[1]) if "/" in pointer else None

    def complaint(self, problem: dict[str, Any]) -> dict[str, Any]:
        """A 422 that concerns query parameters is a malformed request: the 400 that names them. Others stay as they are."""
        errors = problem.get("errors", ())
        named = [self.parameter(error.get("pointer", "")) for error in errors]
        if problem.get("status") != 422 or not errors or None in named:
            return problem
        fresh = [_about(name, error) for name, error in zip(named, errors, strict=True) if name]
        return {**problem, "status": 400, "code": "malformed", "title": Malformed.title, "errors": fresh}


def _about(name: str, error: Mapping[str, str]) -> dict[str, str]:
    return {"parameter": name, "code": error.get("code", "invalid"), "message": error.get("message", "")}


def _bad(name: str, code: str, why: str) -> Malformed:
    return Malformed(why, code=code, errors=[{"parameter": name, "code": code, "message": why}])


def _filters(message: type) -> frozenset[str]:
    if not issubclass(message, ListQuery):
        return frozenset()
    return frozenset((*message.filters, "q") if message.searchable else message.filters)


def _leaf(field: str, op: str | None, value: str) -> dict[str, Any]:
    """One condition. A list of values, separated by commas, means any of them; with an operator of its own a comma is a comma."""
    if field == "q" and op is None:
        return {"field": field, "value": value}
    if op == "in" or (op is None and "," in value):
        return {"field": field, "op": "in", "value": value.split(",")}
    return {"field": field, "op": op or "eq", "value": _TRUTHS.get(value, value) if op == "null" else value}


@cache
def reader_of(message: type, field: str) -> Read:
    """Reads a query parameter as a field of the message."""
    return _reader(hints_of(message)[field])


def _reader(hint: Any) -> Read:
    """Query strings hold only text; what does not look like the field's type is left for the service to refuse."""
    kind = bare(hint)
    if kind is int:
        return lambda text: int(text) if _INTEGER.fullmatch(text) else text
    if kind is bool:
        return lambda text: _TRUTHS.get(text, text)
    if get_origin(kind) in (list, tuple):
        inner = _reader(kind.__args__[0])
        return lambda text: [inner(part) for part in text.split(",")]
    return str
