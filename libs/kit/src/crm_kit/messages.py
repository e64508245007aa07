"""Commands, queries, events and views: dataclasses from which everything else is derived.

    @command(allow="sales.opportunity.win", returns=OpportunityView)
    class WinOpportunity:
        '''Close an open opportunity as won.'''
        opportunity_id: UUID
        version: int

A message belongs to the service whose contracts module declares it (`crm_contracts.sales.commands` → `sales`); its operation is its
name in snake case. One declaration gives the Python type, the marshmallow schema, the OpenAPI and the AsyncAPI entry.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, dataclass_transform, get_args, get_origin
from uuid import UUID

import msgspec
import orjson
from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, post_load

from crm_kit import words
from crm_kit.errors import Invalid
from crm_kit.fields import field_for
from crm_kit.money import Money, plain
from crm_kit.readers import is_complete, read

T = TypeVar("T")
Kind = Literal["command", "query", "event", "view", "value"]
CODES = {
    "Missing data for required field.": "required",
    "Unknown field.": "unknown_field",
    "Field may not be null.": "null_not_allowed",
    "Invalid input type.": "wrong_type",
}


@dataclass(frozen=True)
class Spec:
    """What a message is, beside its fields."""

    kind: Kind
    service: str
    operation: str
    cls: type
    allow: str = ""
    returns: Any = None
    type: str = ""
    personal: bool = False
    once: bool = True

    @property
    def noun(self) -> str:
        return self.allow.split(".")[1] if "." in self.allow else self.operation


registry: dict[type, Spec] = {}
event_types: dict[str, type] = {}


def _register(cls: type[T], kind: Kind, **rest: Any) -> type[T]:
    made = dataclass(frozen=True, kw_only=True)(cls)
    service = cls.__module__.split(".")[1] if cls.__module__.startswith("crm_contracts.") else cls.__module__.split(".")[0]
    registry[made] = Spec(kind, service, snake(cls.__name__), made, **rest)
    return made


@dataclass_transform(frozen_default=True, kw_only_default=True)
def command(*, allow: str, returns: Any = None, once: bool = True) -> Callable[[type[T]], type[T]]:
    """A wish to change something. `allow` is the permission it needs, `returns` the view of its answer (None: no content).

    Its reply is remembered, so that a repeat gives the same answer; not so with `once` false, where a repeat does it again.
    """
    return lambda cls: _register(cls, "command", allow=_permission(allow), returns=returns, once=once)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def query(*, allow: str, returns: Any) -> Callable[[type[T]], type[T]]:
    """A question. Changes nothing."""
    return lambda cls: _register(cls, "query", allow=_permission(allow), returns=returns)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(type_: str, *, personal: bool = False) -> Callable[[type[T]], type[T]]:
    """A fact, under the type that is its routing key: `sales.opportunity.won.v1`. `personal` marks personal data."""

    def declare(cls: type[T]) -> type[T]:
        made = _register(cls, "event", type=type_, personal=personal)
        event_types[type_] = made
        return made

    return declare


@dataclass_transform(frozen_default=True, kw_only_default=True)
def view(cls: type[T]) -> type[T]:
    """The shape of an answer."""
    return _register(cls, "view")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """A part of a message, such as an address."""
    return _register(cls, "value")


def _permission(allow: str) -> str:
    if allow not in ("public", "signed-in") and not re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z_]+", allow):
        raise TypeError(f"'{allow}' is not a permission; it is service.noun.verb")
    return allow


@cache
def snake(name: str) -> str:
    """`WinOpportunity` → `win_opportunity`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def spec_of(cls: type) -> Spec:
    return registry[cls]


@cache
def hints_of(cls: type) -> dict[str, Any]:
    """Field name → type of a message, in order, with its Annotated rules."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


class _MessageSchema(Schema):
    class Meta:
        unknown = RAISE

    made_into: type

    @post_load
    def _make(self, content: dict[str, Any], **_: Any) -> Any:
        return self.__class__.made_into(**content)


@cache
def schema_of(cls: Any) -> Schema:
    """The marshmallow schema of a message. Unknown fields are refused; a field without default is required."""
    fields: dict[str, Any] = {}
    hints = hints_of(cls)
    for field in dataclasses.fields(cls):
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        fields[field.name] = field_for(hints[field.name], required=needed)
    made: Schema = type(cls.__name__ + "Schema", (_MessageSchema,), fields)()
    type(made).made_into = cls  # type: ignore[attr-defined]
    return made


def load(cls: type[T], payload: Any) -> T:
    """The message, or Invalid (422) with one entry per field that is wrong."""
    try:
        if isinstance(payload, dict) and is_complete(schema_of(typing.cast(Any, cls)), payload):
            return typing.cast(T, read(schema_of(typing.cast(Any, cls)), payload))
    except ValidationError:
        pass  # what exactly is wrong, and with what else, is for the schema to say
    try:
        return typing.cast(T, schema_of(typing.cast(Any, cls)).load(payload))
    except ValidationError as error:
        raise Invalid("Some fields are not right", errors=list(_entries(error.messages))) from error


def load_event(cls: type[T], payload: Any) -> T:
    """An event as a reader takes it. ValidationError where a field is missing or of another type.

    Fields it does not know are ignored, so that events can grow; what values may be was for the one who tells it to check.
    """
    try:
        return msgspec.convert(payload, cls)
    except msgspec.ValidationError:  # what exactly is wrong is for the schema to say
        return typing.cast(T, schema_of(typing.cast(Any, cls)).load(payload, unknown=EXCLUDE))


def _entries(messages: Any, pointer: str = "") -> typing.Iterator[dict[str, str]]:
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from _entries(inner, pointer if name == "_schema" else f"{pointer}/{name}")
    else:
        for text in messages if isinstance(messages, list) else [messages]:
            yield {"pointer": pointer, "code": CODES.get(text, "invalid"), "message": str(text)}


def given(message: Any, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a change that were sent, without the record's id and version and those named in `but`."""
    spec = spec_of(type(message))
    left_out = {"version", f"{spec.noun}_id", *but}
    sent = {name: getattr(message, name) for name in hints_of(spec.cls)}
    return {name: value for name, value in sent.items() if name not in left_out and value is not words.UNSET}


@cache
def secrets_of(cls: Any) -> frozenset[str]:
    """The fields of a message that hold a `words.Secret`: they are kept nowhere."""
    if not dataclasses.is_dataclass(cls):
        return frozenset()
    return frozenset(name for name, hint in hints_of(typing.cast(type, cls)).items() if _is_secret(hint))


def _is_secret(hint: Any) -> bool:
    rules = get_args(hint)
    return any(isinstance(rule, words.Secret) or _is_secret(rule) for rule in rules)


def without_secrets(cls: type, content: Any) -> Any:
    """A payload less the fields that are secret."""
    hidden = secrets_of(cls)
    return {name: value for name, value in content.items() if name not in hidden} if hidden else content


# --- out: from records to JSON ---------------------------------------------------------------------------------------


def dump(source: Any, cls: type, extra: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The view or event `cls` of a record (or row), as JSON types. `extra` holds what the record itself does not."""
    made = {}
    for name, write in writers(cls):
        found = extra[name] if extra is not None and name in extra else getattr(source, name)
        made[name] = found if found is None or write is None else write(found)
    return made


@cache
def writers(cls: type) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """Per field the function that makes JSON of its value; None where the value is JSON already."""
    return tuple((name, _writer(hint)) for name, hint in hints_of(cls).items())


def _writer(hint: Any) -> Callable[[Any], Any] | None:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is typing.Annotated:
        return _writer(arguments[0])
    if origin in (typing.Union, typing.get_origin(int | None)):
        return _writer(next(item for item in arguments if item not in (type(None), words.Unset)))
    if origin in (list, tuple):
        write = _writer(arguments[0]) or (lambda item: item)
        return lambda items: [write(item) if item is not None else None for item in items]
    if dataclasses.is_dataclass(hint) and hint is not Money:
        return lambda part: part if isinstance(part, dict) else dump(part, typing.cast(type, hint))
    return WRITERS.get(hint, as_json)


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


WRITERS: dict[Any, Callable[[Any], Any] | None] = {str: None, int: None, bool: None, UUID: str, dt.datetime: _moment}


# What most values are, found by their very type.
KINDS: dict[type, Callable[[Any], Any] | None] = {
    **WRITERS, type(None): None, float: None, dt.date: dt.date.isoformat, Decimal: plain, Money: Money.as_dict,
}  # fmt: skip


def as_json(value: Any) -> Any:
    """A value as JSON has it: ids, times and decimals as strings, money as its two parts."""
    if (kind := type(value)) in KINDS:
        write = KINDS[kind]
        return value if write is None else write(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(item) for item in value]
    if dataclasses.is_dataclass(value):
        return dump(value, type(value))
    return str(value)


_AS_WE_WRITE = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS


def json_text(value: Any) -> str:
    """The text of what `as_json` makes of a value, without making it first."""
    return orjson.dumps(value, default=as_json, option=_AS_WE_WRITE).decode()
