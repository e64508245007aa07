"""JSON schemas (2020-12) of messages, with every rule that their fields have."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections import Counter
from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import Enum
from inspect import getdoc
from typing import Any, get_args, get_origin
from uuid import UUID

from crm_kit import words
from crm_kit.messages import as_json, hints_of, registry
from crm_kit.money import Money

Schema = dict[str, Any]
DECIMAL = r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string", "maxLength": 500},
    int: {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    UUID: {"type": "string", "format": "uuid"},
    Decimal: {"type": "string", "format": "decimal", "pattern": DECIMAL},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
    dict: {"type": "object"},
    Any: {},
}
_MONEY: Schema = {
    "type": "object",
    "description": "An exact amount of one currency (ISO 4217), with no more decimals than the currency has.",
    "properties": {"amount": _PLAIN[Decimal], "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}},
    "required": ["amount", "currency"],
    "additionalProperties": False,
    "examples": [{"amount": "12.34", "currency": "CNY"}],
}


class Schemas:
    """Collects the schemas of one document; each message once, under its name."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}
        self._ambiguous = _ambiguous_names()

    def name_of(self, cls: type) -> str:
        """The message's name, with its service's where others have a message of that name too."""
        spec = registry.get(cls)
        if spec is None or (_package(cls), cls.__name__) not in self._ambiguous:
            return cls.__name__
        return "".join(part.capitalize() for part in spec.service.split("_")) + cls.__name__

    def refer(self, name: str, schema: Schema) -> Schema:
        """A reference to a component, which is added where it is new."""
        self.components.setdefault(name, schema)
        return {"$ref": f"#/components/schemas/{name}"}

    def of(self, hint: Any) -> Schema:
        """The schema of a type."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is typing.Annotated:
            return self._ruled(arguments[0], arguments[1])
        if origin in (typing.Union, types.UnionType):
            return self._optional(arguments)
        if origin in (list, tuple):
            return {"type": "array", "items": self.of(arguments[0]), "maxItems": 200}
        if origin is dict:
            return {"type": "object"} if arguments[1] is Any else {"type": "object", "additionalProperties": self.of(arguments[1])}
        if origin is typing.Literal:
            return {"enum": list(arguments)}
        return self._named(hint)

    def _named(self, hint: Any) -> Schema:
        if hint is Money:
            return self.refer("Money", _MONEY)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return {"enum": [each.value for each in hint]}
        return dict(_PLAIN[hint]) if hint in _PLAIN else self.message(hint)

    def _optional(self, arguments: tuple[Any, ...]) -> Schema:
        (kept,) = [each for each in arguments if each not in (type(None), words.Unset)]
        schema = self.of(kept)
        return _or_null(schema) if type(None) in arguments else schema

    def _ruled(self, hint: Any, rule: Any) -> Schema:
        if isinstance(rule, words.Items):
            items = {"type": "array", "items": self.of(get_args(hint)[0]), "maxItems": rule.most}
            return {**items, "minItems": rule.least} if rule.least else items
        if isinstance(rule, words.Between):
            return _between(self.of(hint), rule)
        return _text(rule)

    def message(self, cls: type) -> Schema:
        """A reference to the schema of a view, value or event."""
        name = self.name_of(cls)
        if name not in self.components:
            self.components[name] = {}
            self.components[name].update(self.object(cls))
        return {"$ref": f"#/components/schemas/{name}"}

    def object(self, cls: type, without: Collection[str] = (), optional: Collection[str] = ()) -> Schema:
        """The schema of a message itself, less the fields in `without`; those in `optional` need not be sent."""
        spec = registry.get(cls)
        fields = {field.name: field for field in dataclasses.fields(cls) if field.name not in without}
        hints = hints_of(cls)
        needed = [name for name, field in fields.items() if _is_needed(field) and name not in optional]
        # A reader may see less than the whole of a view: fields that are hidden from them, or not asked for, are left out.
        if spec is not None and spec.kind == "view" and "id" in needed:
            needed = ["id"]
        schema: Schema = {
            "type": "object",
            "properties": {name: self._property(hints[name], field) for name, field in fields.items()},
            "additionalProperties": False,
        }
        described = described_by(cls)
        return {**described, **schema, **({"required": needed} if needed else {})}

    def _property(self, hint: Any, field: dataclasses.Field[Any]) -> Schema:
        return {**self.of(hint), **default_of(field)}


def default_of(field: dataclasses.Field[Any]) -> Schema:
    """What a field is where it is not sent, if that is worth saying."""
    default = field.default
    if default in (dataclasses.MISSING, words.UNSET, None) or isinstance(default, tuple):
        return {}
    return {"default": as_json(default)}


def described_by(cls: type) -> Schema:
    """The docstring as a description."""
    text = getdoc(cls)
    return {"description": text} if text else {}


def _ambiguous_names() -> set[tuple[str, str]]:
    """The names that several services of one package use."""
    each = {(_package(spec.cls), spec.cls.__name__, spec.service) for spec in registry.values()}
    names = Counter((package, name) for package, name, _ in each)
    return {name for name, times in names.items() if times > 1}


def _package(cls: type) -> str:
    return cls.__module__.partition(".")[0]


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema and isinstance(schema["type"], str):
        return {**schema, "type": [schema["type"], "null"]}
    return schema if not schema else {"anyOf": [schema, {"type": "null"}]}


def _between(schema: Schema, rule: words.Between) -> Schema:
    if schema["type"] == "string":
        bounds = " to ".join(as_json(each) for each in (rule.least, rule.most) if each is not None)
        return {**schema, "description": f"{bounds}"}
    limits = {"minimum": rule.least, "maximum": rule.most}
    return {**schema, **{name: value for name, value in limits.items() if value is not None}}


def _text(rule: Any) -> Schema:
    return {"type": "string", **_TEXTS[type(rule)](rule)}


def _plain_text(rule: words.Text) -> Mapping[str, Any]:
    found: dict[str, Any] = {"maxLength": rule.most}
    if rule.least:
        found["minLength"] = rule.least
    if rule.pattern:
        found["pattern"] = rule.pattern
    return found


_TEXTS: dict[type, Any] = {
    words.Text: _plain_text,
    words.Rich: lambda rule: {"maxLength": rule.most, "contentMediaType": "text/html"},
    words.Secret: lambda rule: {"maxLength": rule.most, "minLength": 1, "format": "password"},
    words.EmailAddress: lambda _: {"maxLength": 254, "minLength": 3, "format": "email"},
    words.PhoneNumber: lambda _: {"maxLength": 40, "minLength": 3, "description": "With + and country code; kept as E.164."},
    words.Url: lambda _: {"maxLength": 500, "minLength": 4, "format": "uri", "pattern": "^https?://"},
}
