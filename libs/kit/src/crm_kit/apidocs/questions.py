"""What one can ask of lists: query parameters, filters with their operators, and the tree of a search."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any, get_args

from crm_kit.apidocs.json_schemas import Schema, Schemas, default_of
from crm_kit.lists import ListQuery, bare, hint_of, operators_of
from crm_kit.messages import hints_of

_TEXTS = {
    "sort": "Fields separated by commas, with - for downwards.",
    "limit": "Rows on a page.",
    "cursor": "Where the page begins: `next_cursor` of the page before, under the same filter and sort.",
    "count": "Count all rows too.",
    "fields": "Only these fields, separated by commas, and the id.",
    "updated_since": "Only what changed since then.",
    "deleted": "Deleted records instead of those that are there.",
}


def parameters_of(
    schemas: Schemas, message: type, *, without: Collection[str] = (), only: Mapping[str, str] | None = None
) -> list[Schema]:
    """The query parameters of a question; of a command `only` those that name its fields."""
    hints, fields = hints_of(message), {field.name: field for field in dataclasses.fields(message)}
    if only is not None:
        return [_parameter(schemas, name, hints[field], fields[field], message) for name, field in only.items()]
    names = [name for name in hints if name not in {*without, "where"}]
    return [*(_parameter(schemas, name, hints[name], fields[name], message) for name in names), *_filters(schemas, message)]


def _parameter(schemas: Schemas, name: str, hint: Any, field: dataclasses.Field[Any], message: type) -> Schema:
    schema = {**_single(schemas, hint), **default_of(field)}
    if name == "sort" and issubclass(message, ListQuery):
        schema = {"type": "string", "default": message.default_sort}
        text = f"{_TEXTS[name]} There are: {', '.join(message.sorts)}."
    else:
        text = _TEXTS.get(name, "") if issubclass(message, ListQuery) else ""
    needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    found: Schema = {"name": name, "in": "query", "schema": schema}
    return {**found, **({"description": text} if text else {}), **({"required": True} if needed else {})}


def _single(schemas: Schemas, hint: Any) -> Schema:
    """The schema of one parameter: null is said by leaving it out, a list by commas."""
    schema = dict(schemas.of(hint))
    if isinstance(schema.get("type"), list):
        schema["type"] = schema["type"][0]
    if "enum" in schema:
        schema["enum"] = [each for each in schema["enum"] if each is not None]
    return {"type": "string"} if schema.get("type") == "array" else schema


def _filters(schemas: Schemas, message: type) -> list[Schema]:
    if not issubclass(message, ListQuery):
        return []
    found = [_filter(schemas, message, name) for name in message.filters]
    if message.searchable:
        text = "Text that is looked for, 1 to 200 characters; words in any order."
        found.append({"name": "filter[q]", "in": "query", "description": text, "schema": {"type": "string", "maxLength": 200}})
    return found


def _filter(schemas: Schemas, message: type[ListQuery], name: str) -> Schema:
    operators = operators_of(hint_of(message, name))
    text = f"One value, or several separated by commas. `filter[{name}][op]` with op one of {', '.join(operators)}."
    schema = {"type": "string", "description": _kind(schemas, message, name)}
    return {"name": f"filter[{name}]", "in": "query", "description": text, "schema": schema, "x-operators": list(operators)}


def _kind(schemas: Schemas, message: type[ListQuery], name: str) -> str:
    schema = schemas.of(_item(hint_of(message, name)))
    if "enum" in schema:
        return "One of " + ", ".join(str(each) for each in schema["enum"] if each is not None)
    return str(schema.get("format") or schema.get("type", "text"))


def _item(hint: Any) -> Any:
    arguments = get_args(hint)
    return bare(arguments[0]) if getattr(hint, "__origin__", None) in (list, tuple) else hint


def condition(schemas: Schemas, message: type[Any]) -> Schema:
    """The tree of a search of this list."""
    name = f"{schemas.name_of(message)}Condition"
    again = {"$ref": f"#/components/schemas/{name}"}
    several = {"type": "array", "items": again, "minItems": 1}
    groups = [_group("and", several), _group("or", several), _group("not", again)]
    text = "At most 50 conditions on at most 5 levels. The list's own parameters say which operators a field knows."
    tree = {"description": text, "oneOf": [*groups, _leaf(message), {"type": "object", "maxProperties": 0}]}
    return {"anyOf": [schemas.refer(name, tree), {"type": "null"}]}


def _group(name: str, inner: Schema) -> Schema:
    return {"type": "object", "properties": {name: inner}, "required": [name], "additionalProperties": False}


def _leaf(message: type[Any]) -> Schema:
    names = [*message.filters, "q"] if message.searchable else list(message.filters)
    operators = {operator for name in message.filters for operator in operators_of(hint_of(message, name))}
    properties = {"field": {"enum": names}, "op": {"enum": sorted(operators), "default": "eq"}, "value": {}}
    return {"type": "object", "properties": properties, "required": ["field"], "additionalProperties": False}
