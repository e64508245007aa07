"""Routes as rows: one line for each thing one can ask over HTTP.

    ROWS = [
        *LIST("/opportunities", ListOpportunities),
        GET("/opportunities/<uuid:opportunity_id>", GetOpportunity),
        *CREATE("/opportunities", CreateOpportunity),
        CHANGE("/opportunities/<uuid:opportunity_id>", UpdateOpportunity),
        REMOVE("/opportunities/<uuid:opportunity_id>", DeleteOpportunity),
        ACTION("/opportunities/<uuid:opportunity_id>/actions/win", WinOpportunity),
    ]

Service, operation, permission and schema come from the message; a LIST brings its search, a CREATE its batch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property
from typing import Any, Literal

from crm_kit.messages import Spec, hints_of, spec_of

Kind = Literal["get", "list", "search", "create", "batch", "change", "remove", "action", "put", "join"]
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Section:
    """One part of a joined answer: the question, and which of its fields takes the record's id; `fixed` fills others."""

    name: str
    message: type
    id_field: str
    fixed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One route. `parameters` maps query parameters of a PUT to fields; `throttle` names a limit stricter than the usual."""

    kind: Kind
    method: str
    path: str
    message: type
    parameters: Mapping[str, str] = field(default_factory=dict)
    throttle: str = ""
    location: str = ""
    name: str = ""
    sections: tuple[Section, ...] = ()

    @cached_property
    def spec(self) -> Spec:
        return spec_of(self.message)

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The names of the message's fields."""
        return tuple(hints_of(self.message))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The fields of the message that stand in the path."""
        return tuple(_PLACE.findall(self.path))

    @property
    def operation_id(self) -> str:
        """Unique among all rows: the operation's name, unless the row has one of its own."""
        suffix = {"search": "_by_search", "batch": "_in_batch"}.get(self.kind, "")
        return self.name or f"{self.spec.operation}{suffix}"

    @cached_property
    def takes_version(self) -> bool:
        """Whether the message may say which version of a record it means."""
        return "version" in self.field_names

    @cached_property
    def needs_version(self) -> bool:
        """Whether it must."""
        return any(each.name == "version" and each.default is MISSING for each in fields(self.message))

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it, below /v1."""
        return _PLACE.sub(r"{\1}", self.path)


def LIST(path: str, message: type) -> list[Row]:  # noqa: N802
    """GET the list page by page, and POST …/search with a tree of conditions."""
    return [Row("list", "GET", path, message), Row("search", "POST", f"{path}/search", message)]


def GET(path: str, message: type, **more: Any) -> Row:  # noqa: N802
    """One record, or any question; query parameters are the fields that the path does not hold."""
    return Row("get", "GET", path, message, **more)


def CREATE(path: str, message: type, *, batch: bool = True, **more: Any) -> list[Row]:  # noqa: N802
    """201 with Location; `location` is the path of the new record where it is not the collection's own plus its id."""
    rows = [Row("create", "POST", path, message, **more)]
    return [*rows, Row("batch", "POST", f"{path}/batch", message)] if batch else rows


def CHANGE(path: str, message: type, **more: Any) -> Row:  # noqa: N802
    """PATCH: a merge patch; what is not sent stays as it is."""
    return Row("change", "PATCH", path, message, **more)


def REMOVE(path: str, message: type, **more: Any) -> Row:  # noqa: N802
    """DELETE, answered with 204."""
    return Row("remove", "DELETE", path, message, **more)


def ACTION(path: str, message: type, **more: Any) -> Row:  # noqa: N802
    """POST something that happens to a record, or any other command."""
    return Row("action", "POST", path, message, **more)


def PUT(path: str, message: type, **more: Any) -> Row:  # noqa: N802
    """Create or replace under a key that the caller chose; `parameters` are the query parameters that name it."""
    return Row("put", "PUT", path, message, **more)


def JOIN(name: str, path: str, *sections: Section) -> Row:  # noqa: N802
    """GET answers of several services at once; the first section decides whether the record is there at all."""
    return Row("join", "GET", path, sections[0].message, name=name, sections=sections)
