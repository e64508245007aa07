"""Types for the fields of messages: what a name, an e-mail address, a phone number or a page of text may look like.

name: Name                                  # Annotated[str, Text(200)]
note: Annotated[str, Text(2000, lines=True)] = ""
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Final


class Unset(Enum):
    """The value of a field that the caller did not send, in a change that leaves it as it is."""

    UNSET = "unset"

    def __bool__(self) -> bool:
        return False


UNSET: Final = Unset.UNSET


@dataclass(frozen=True)
class Text:
    """A string: NFKC, trimmed, no control characters, `least` to `most` characters; `lines` lets line breaks through."""

    most: int
    least: int = 0
    lines: bool = False
    pattern: str = ""


@dataclass(frozen=True)
class Rich:
    """HTML of which only harmless markup is kept."""

    most: int = 20_000


@dataclass(frozen=True)
class EmailAddress:
    """An e-mail address, its domain in lower case."""


@dataclass(frozen=True)
class PhoneNumber:
    """A phone number, written as people do with + and country code; kept as E.164."""


@dataclass(frozen=True)
class Url:
    """An http or https address."""


@dataclass(frozen=True)
class Between:
    """A number within limits, both included."""

    least: Any = None
    most: Any = None


@dataclass(frozen=True)
class Items:
    """A list of `least` to `most` items."""

    most: int
    least: int = 0


@dataclass(frozen=True)
class Secret:
    """Never logged, never in history, events or replies."""

    most: int = 1000


Name = Annotated[str, Text(200, least=1)]
Label = Annotated[str, Text(100)]
Line = Annotated[str, Text(500)]
Note = Annotated[str, Text(4000, lines=True)]
Reason = Annotated[str, Text(500, least=1, lines=True)]
Email = Annotated[str, EmailAddress()]
Phone = Annotated[str, PhoneNumber()]
Website = Annotated[str, Url()]
Password = Annotated[str, Secret(200)]
CountryCode = Annotated[str, Text(2, least=2, pattern="^[A-Z]{2}$")]
Currency = Annotated[str, Text(3, least=3, pattern="^[A-Z]{3}$")]
Score = Annotated[int, Between(0, 100)]


def clean(value: str, lines: bool = False) -> str:
    """NFKC and trimmed. ValueError on control characters (line breaks and tabs pass where `lines`)."""
    value = unicodedata.normalize("NFKC", value).strip()
    if value.isascii() and value.isprintable():
        return value
    if any(unicodedata.category(sign) in ("Cc", "Cs") and not (lines and sign in "\n\r\t") for sign in value):
        raise ValueError("Control characters are not allowed.")
    return value


def needle(text: str) -> str:
    """Text as search compares it: NFKC, case folded, CJK signs written three times so that trigrams find even one of them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded if folded.isascii() else "".join(sign * 3 if _is_cjk(sign) else sign for sign in folded)


def _is_cjk(sign: str) -> bool:
    return "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" or sign >= "\U00020000"
