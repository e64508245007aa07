"""A value of the API as the text of one cell."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_FORMULA = ("=", "+", "-", "@")


def text_of(value: Any) -> str:
    """Short text for people: money as `12.50 EUR`, a list of records as how many there are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return _of_object(value)
    if isinstance(value, list):
        return _of_list(value)
    return plain(_MOMENT.sub(r"\1 \2\3", str(value)))


def plain(text: str) -> str:
    """The text without what would move the cursor or change colours in a terminal; line breaks become spaces."""
    return "".join(character for character in text.replace("\n", " ") if unicodedata.category(character) != "Cc")


def csv_text(value: Any) -> str:
    """The value for a CSV file: whole, and harmless in a spreadsheet, where text that begins like a formula would be one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list) and not is_money(value):
        return json.dumps(value, ensure_ascii=False)
    text = _of_object(value) if isinstance(value, dict) else str(value)
    return f"'{text}" if _is_formula(text) else text


def is_money(value: Any) -> bool:
    """Whether it is an amount with its currency."""
    return isinstance(value, dict) and set(value) == {"amount", "currency"}


def _is_formula(text: str) -> bool:
    # A spreadsheet takes the full-width signs for the plain ones.
    start = unicodedata.normalize("NFKC", text).lstrip()
    return start.startswith(_FORMULA) and not _NUMBER.fullmatch(text)


def _of_object(value: dict[str, Any]) -> str:
    if is_money(value):
        return f"{value['amount']} {value['currency']}"
    return plain(str(value["name"])) if value.get("name") else plain(json.dumps(value, ensure_ascii=False))


def _of_list(values: list[Any]) -> str:
    if any(isinstance(value, dict | list) for value in values):
        return f"{len(values)} of them"
    return ", ".join(text_of(value) for value in values)
