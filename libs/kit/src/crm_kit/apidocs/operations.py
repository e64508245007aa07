"""OpenAPI 3.1 of routes: one operation for each, with its parameters, its body, and every answer that it may give."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from inspect import getdoc
from typing import Any, Protocol

from apispec import APISpec

from crm_kit.apidocs.answers import HEADERS, PROBLEM, RESPONSES, SUCCESS, headers_of, page_of, responses
from crm_kit.apidocs.examples import example
from crm_kit.apidocs.json_schemas import Schema, Schemas
from crm_kit.apidocs.questions import condition, parameters_of
from crm_kit.lists import ListQuery
from crm_kit.messages import Spec

UNSAFE = ("create", "batch", "change", "remove", "action", "put")
_KEY, _IF_MATCH, _IF_NONE_MATCH = "IdempotencyKey", "IfMatch", "IfNoneMatch"
PARAMETERS: dict[str, Schema] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key", "in": "header",
        "description": "The same key and content again give the same answer, and nothing is done twice.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    },
    "IfMatch": {
        "name": "If-Match", "in": "header",
        "description": "The version that was read, from its ETag; or send `version` in the body.",
        "schema": {"type": "string", "pattern": '^(W/)?"[0-9]{1,10}"$'}, "example": '"1"',
    },
    "IfNoneMatch": {
        "name": "If-None-Match", "in": "header", "description": "Answers 304 where this is the version still.",
        "schema": {"type": "string", "pattern": r'^\*$|^(W/)?"[!#-~]*"(, ?(W/)?"[!#-~]*")*$'}, "example": '"1"',
    },
}  # fmt: skip


class SectionOf(Protocol):
    """One section of a joined answer."""

    @property
    def name(self) -> str: ...
    @property
    def message(self) -> type: ...


class Route(Protocol):
    """A route as the gateway's rows describe it."""

    @property
    def kind(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def message(self) -> type: ...
    @property
    def spec(self) -> Spec: ...
    @property
    def places(self) -> tuple[str, ...]: ...
    @property
    def parameters(self) -> Mapping[str, str]: ...
    @property
    def needs_version(self) -> bool: ...
    @property
    def takes_version(self) -> bool: ...
    @property
    def operation_id(self) -> str: ...
    @property
    def location(self) -> str | None: ...
    @property
    def sections(self) -> Sequence[SectionOf]: ...
    @property
    def uploads(self) -> Mapping[str, Any]: ...


def openapi(routes: Sequence[Route], info: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The document: the routes below /v1, and the paths in `more` as they are."""
    document = APISpec(
        title=info["title"], version=info["version"], openapi_version="3.1.0",
        info={name: value for name, value in info.items() if name not in ("title", "version")},
        servers=[{"url": "/"}], security=[{"bearer": []}],
    )  # fmt: skip
    schemas = Schemas()
    schemas.refer("Problem", PROBLEM)
    for route in routes:
        operation = _Operation(route, schemas).document()
        document.path(path=f"/v1{route.template}", operations={route.method.lower(): operation})
    for path, operations in more.items():
        document.path(path=path, operations=operations)
    return _assembled(document, schemas)


def _assembled(document: APISpec, schemas: Schemas) -> dict[str, Any]:
    for name, schema in sorted(schemas.components.items()):
        document.components.schema(name, schema)
    for name, parameter in PARAMETERS.items():
        document.components.parameter(name, parameter["in"], parameter)
    for name, header in HEADERS.items():
        document.components.header(name, header)
    for name, response in RESPONSES.items():
        document.components.response(name, response)
    described = "A session's token from `POST /v1/sessions`, or an API key, `crm_<id>_<secret>`."
    document.components.security_scheme("bearer", {"type": "http", "scheme": "bearer", "description": described})
    made: dict[str, Any] = document.to_dict()
    return {**made, "paths": dict(sorted(made["paths"].items()))}


class _Operation:
    """One route's entry."""

    def __init__(self, route: Route, schemas: Schemas) -> None:
        self.route, self.schemas = route, schemas
        self.is_list = issubclass(route.message, ListQuery)

    def document(self) -> Schema:
        route = self.route
        summary, _, rest = (getdoc(route.message) or "").partition("\n")
        found: Schema = {
            "operationId": route.operation_id, "tags": [route.template.split("/")[1].partition(":")[0]], "summary": summary,
            "parameters": self._parameters(), "responses": self._responses(), "x-permission": route.spec.allow,
        }  # fmt: skip
        if rest.strip():
            found["description"] = rest.strip()
        if route.spec.allow == "public":
            found["security"] = []
        if (body := self._body()) is not None:
            found["requestBody"] = body
        return found

    def _parameters(self) -> list[Schema | str]:
        """Parameters; those of the components by their names."""
        route = self.route
        id_schema = {"type": "string", "format": "uuid"}
        found: list[Schema | str] = [{"name": name, "in": "path", "required": True, "schema": id_schema} for name in route.places]
        if route.kind in UNSAFE:
            found += [_KEY, *([_IF_MATCH] if route.takes_version and route.kind != "batch" else [])]
            found += parameters_of(self.schemas, route.message, only=route.parameters)
        elif route.kind == "access":
            found += _ACCESS
        elif route.kind == "upload":
            found += [_KEY, *_file_parameters(sorted(route.uploads))]
        elif route.kind in ("get", "list"):
            found += parameters_of(self.schemas, route.message, without=route.places)
        return [*found, _IF_NONE_MATCH] if route.kind == "get" else found

    def _body(self) -> Schema | None:
        if self.route.kind in ("get", "list", "join", "access", "download"):
            return None
        if self.route.kind == "upload":
            return _FILE
        schema = self._content()
        if not schema.get("properties", True):
            return None
        is_needed = bool(schema.get("required"))
        content: Schema = {"schema": self._referred(schema)}
        if self.route.kind in ("create", "change", "put", "action"):
            content["example"] = example(self.route.message, without={*self._elsewhere(), "version"})
        return {"required": is_needed, "content": {"application/json": content}}

    def _elsewhere(self) -> Collection[str]:
        return {*self.route.places, *self.route.parameters.values()}

    def _content(self) -> Schema:
        message = self.route.message
        if self.route.kind == "search":
            schema = self.schemas.object(message, without=self._elsewhere())
            return {**schema, "properties": {**schema["properties"], "where": condition(self.schemas, message)}}
        return self.schemas.object(message, without=self._elsewhere(), optional=("version",))

    def _referred(self, schema: Schema) -> Schema:
        name = self.schemas.name_of(self.route.message)
        if self.route.kind != "batch":
            return self.schemas.refer(f"{name}Body", schema)
        rows = {"type": "array", "items": self.schemas.refer(f"{name}Body", schema), "minItems": 1, "maxItems": 500}
        return {"type": "object", "properties": {"data": rows}, "required": ["data"], "additionalProperties": False}

    def _responses(self) -> Schema:
        route = self.route
        status, schema = self._success()
        answer: Schema = {"description": SUCCESS[route.kind]}
        if schema is not None:
            answer["content"] = {"application/json": {"schema": schema}}
        if route.kind == "download":
            answer["content"] = {"text/csv": {"schema": {"type": "string"}}}
        if found := headers_of(route.kind, has_version=route.takes_version or route.kind in ("create", "put", "upload")):
            answer["headers"] = found
        return {status: answer, **responses(route.kind, route.needs_version, route.spec.allow == "public")}

    def _success(self) -> tuple[str, Schema | None]:
        kind, returns = self.route.kind, self.route.spec.returns
        if kind in ("list", "search"):
            return "200", page_of(self.schemas.message(returns))
        if kind == "join":
            return "200", _joined([section.name for section in self.route.sections])
        if kind == "access":
            return "200", {"type": "object"}
        if kind == "download":
            return "200", None
        if kind == "remove" or returns is None:
            return "204", None
        schema = self.schemas.of(returns)
        if kind == "batch":
            return "201", _rows(schema)
        return ("201" if kind in ("create", "upload") else "200"), schema


_FILE: Schema = {
    "required": True,
    "description": "At most 64 MiB, 100 000 rows. What kind of file it is, is seen by its content.",
    "content": {
        "text/csv": {"schema": {"type": "string", "minLength": 1}, "example": "name,email\nAcme,info@acme.example\n"},
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {"schema": {"type": "string", "format": "binary"}},
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    },
}


def _file_parameters(collections: list[str]) -> list[Schema | str]:
    name = {"type": "string", "minLength": 1, "maxLength": 200}
    return [
        {"name": "collection", "in": "query", "required": True, "schema": {"enum": collections}},
        {"name": "filename", "in": "query", "required": True, "schema": name, "example": "customers.csv"},
    ]


_ACCESS: list[Schema] = [
    {"name": "user_id", "in": "query", "required": True, "schema": {"type": "string", "format": "uuid"}},
    {"name": "collection", "in": "query", "required": True, "schema": {"type": "string"}, "example": "accounts"},
    {"name": "id", "in": "query", "required": True, "schema": {"type": "string", "format": "uuid"}},
    {"name": "action", "in": "query", "schema": {"type": "string", "default": "read"}},
]


def _joined(names: Sequence[str]) -> Schema:
    section = {
        "type": "object",
        "description": "`stale_since` is set where the service did not answer and this is its last known answer, or none.",
        "properties": {
            "data": {},
            "stale_since": {"type": ["string", "null"], "format": "date-time"},
            "problem": {"type": "object"},
        },
        "required": ["data", "stale_since"],
    }
    sections = {"type": "object", "properties": dict.fromkeys(names, section), "required": list(names)}
    return {
        "type": "object",
        "properties": {"id": {"type": "string", "format": "uuid"}, "sections": sections},
        "required": ["id", "sections"],
    }


def _rows(schema: Schema) -> Schema:
    row = {
        "type": "object",
        "properties": {
            "row": {"type": "integer"},
            "status": {"type": "integer"},
            "replayed": {"type": "boolean"},
            "data": schema,
            "problem": {"type": "object"},
        },
        "required": ["row", "status"],
    }
    return {"type": "object", "properties": {"data": {"type": "array", "items": row}}, "required": ["data"]}
