"""Examples of messages: for each field something that its rules allow, always the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Collection
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin
from uuid import UUID

from crm_kit import words
from crm_kit.messages import hints_of
from crm_kit.money import Money

_IDS = "018f3f6e-7c1a-7d2b-9a41-5f1e2d3c4b5a"
_PLAIN: dict[Any, Any] = {
    int: 1, bool: True, UUID: _IDS, Decimal: "1.50", dt.date: "2026-11-21", dt.datetime: "2026-11-21T12:00:00Z",
    dict: {}, Any: "any", Money: {"amount": "12.34", "currency": "CNY"},
}  # fmt: skip
_RULED: dict[type, str] = {
    words.EmailAddress: "ada@example.com", words.PhoneNumber: "+86 10 6552 9988", words.Url: "https://example.com",
    words.Rich: "<p>Some text</p>", words.Secret: "correct horse battery staple",
}  # fmt: skip
# The patterns in use; one that is not here shows itself by an example that its own message refuses.
_PATTERNS = {"^[A-Z]{2}$": "CN", "^[A-Z]{3}$": "CNY"}
_BY_NAME = {
    "name": "Analytical Engines", "full_name": "Ada Lovelace", "first_name": "Ada", "last_name": "Lovelace", "code": "example",
    "permission": "customers.account.read", "starts": "09:00", "ends": "17:00",
}  # fmt: skip


def example(cls: type, without: Collection[str] = ()) -> dict[str, Any]:
    """A message with the fields that must be sent."""
    hints = hints_of(cls)
    return {
        field.name: example_of(hints[field.name], field.name)
        for field in dataclasses.fields(cls)
        if field.name not in without and field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }


def example_of(hint: Any, name: str) -> Any:
    """Something of this type, for the field of this name."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is typing.Annotated:
        return _ruled(arguments[0], arguments[1], name)
    if origin in (typing.Union, types.UnionType):
        return example_of(next(each for each in arguments if each not in (type(None), words.Unset)), name)
    if origin in (list, tuple):
        return [example_of(arguments[0], name)]
    if origin is dict:
        return {}
    if origin is typing.Literal:
        return arguments[0]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint)).value
    return _named(hint, name)


def _named(hint: Any, name: str) -> Any:
    if hint is str:
        return _text(words.Text(500), name)
    return _PLAIN[hint] if hint in _PLAIN else example(hint)


def _ruled(hint: Any, rule: Any, name: str) -> Any:
    if isinstance(rule, words.Items):
        return [example_of(get_args(hint)[0], name)]
    if isinstance(rule, words.Between):
        return _number(hint, rule)
    return _text(rule, name) if isinstance(rule, words.Text) else _RULED[type(rule)]


def _number(hint: Any, rule: words.Between) -> Any:
    least = rule.least if rule.least is not None else 1
    number = max(least, min(1, rule.most if rule.most is not None else 1))
    return str(number) if hint is Decimal else number


def _text(rule: words.Text, name: str) -> str:
    if rule.pattern in _PATTERNS:
        return _PATTERNS[rule.pattern]
    text = _BY_NAME.get(name) or (name if rule.pattern else name.replace("_", " ").capitalize())
    return text[: rule.most].ljust(rule.least, "x")
