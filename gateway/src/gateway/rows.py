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
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Literal

from crm_kit.messages import Spec, hints_of, spec_of

Kind = Literal[
    "get", "list", "search", "create", "batch", "change", "remove", "action", "put", "join", "access", "explain",
    "upload", "download",
]  # fmt: skip
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Section:
    """One part of a joined answer: the question, and its field or filter that takes the record's id.

    `where` are further filters, `fixed` further fields.
    """

    name: str
    message: type
    id_field: str
    where: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)

    def payload(self, record_id: str) -> dict[str, Any]:
        """The question about one record."""
        is_field = self.id_field in hints_of(self.message)
        filters = {**({} if is_field else {self.id_field: record_id}), **self.where}
        conditions = [{"field": name, "op": "eq", "value": value} for name, value in filters.items()]
        about = {self.id_field: record_id} if is_field else {}
        return {**self.fixed, **about, **({"where": {"and": conditions}} if conditions else {})}


@dataclass(frozen=True)
class Upload:
    """By which messages a service takes in a file: begin, add a piece, finish, and see what became of it."""

    start: type
    add: type
    finish: type
    look: type


@dataclass(frozen=True)
class Row:
    """One route. `parameters` maps query parameters of a PUT to fields; `throttle` names a limit stricter than the usual,
    `largest` is how many bytes a body may have where that is fewer than usual.

    Where several services have records at one address, `others` are the messages of the others, and `found_by` the queries by which
    one learns whose a record is. `uploads` says per collection where a file goes.
    """

    kind: Kind
    method: str
    path: str
    message: type
    parameters: Mapping[str, str] = field(default_factory=dict)
    throttle: str = ""
    largest: int = 0
    location: str | None = None
    name: str = ""
    sections: tuple[Section, ...] = ()
    others: tuple[type, ...] = ()
    found_by: tuple[type, ...] = ()
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    @cached_property
    def alternatives(self) -> tuple[Row, ...]:
        """The row as it is for each of the services alone."""
        return tuple(replace(self, message=message, others=(), found_by=()) for message in (self.message, *self.others))

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

    @property
    def shape(self) -> str:
        """The path whatever its places are called."""
        return _PLACE.sub("{}", self.path)


def LIST(path: str, message: type, name: str = "") -> list[Row]:  # noqa: N802
    """GET the list page by page, and POST …/search with a tree of conditions."""
    search = f"{name}_by_search" if name else ""
    return [Row("list", "GET", path, message, name=name), Row("search", "POST", f"{path}/search", message, name=search)]


def GET(path: str, message: type, **more: Any) -> Row:  # noqa: N802
    """One record, or any question; query parameters are the fields that the path does not hold."""
    return Row("get", "GET", path, message, **more)


def served(rows: Sequence[Row]) -> list[Row]:
    """The rows that are routes, each CREATE with the collection that its Location is in: one whose records have addresses."""
    addressed = {row.shape for row in rows if row.kind in ("get", "change", "remove")}
    routes = [row for row in rows if row.kind != "explain"]
    return [_placed(row, addressed) if row.kind == "create" else row for row in routes]


def _placed(row: Row, addressed: set[str]) -> Row:
    known = row.location or (row.path if f"{row.shape}/{{}}" in addressed else "")
    return replace(row, location=known)


def CREATE(path: str, message: type, *, batch: bool = True, **more: Any) -> list[Row]:  # noqa: N802
    """201 with Location, where the new record has an address: in `location`, or else in the collection it is posted to."""
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
    """Create or change under a key that the caller chose; `parameters` are the query parameters that name it."""
    return Row("put", "PUT", path, message, **more)


def JOIN(name: str, path: str, *sections: Section) -> Row:  # noqa: N802
    """GET answers of several services at once; the first section decides whether the record is there at all."""
    return Row("join", "GET", path, sections[0].message, name=name, sections=sections)


def ACCESS(path: str, message: type) -> Row:  # noqa: N802
    """GET why a user may meet a record: `message` gives what they may do, the record's service explains it."""
    return Row("access", "GET", path, message, name="explain_access")


def EXPLAIN(message: type) -> Row:  # noqa: N802
    """The question by which the service explains itself to ACCESS; no route of its own."""
    return Row("explain", "GET", "", message)
