"""Countries and phone numbers as people write them in files."""

from __future__ import annotations

from functools import cache, lru_cache

import phonenumbers
from babel import Locale

from crm_kit.imports.columns import folded

LANGUAGES = ("en", "zh", "de", "fr", "es", "it", "pt", "ja")
_ALSO = {
    "usa": "US",
    "unitedstatesofamerica": "US",
    "uk": "GB",
    "greatbritain": "GB",
    "england": "GB",
    "中国大陆": "CN",
    "prchina": "CN",
}


@cache
def _names() -> dict[str, str]:
    """Every name of every country, in some languages (CLDR by way of Babel), with its ISO 3166 code."""
    names = [
        (folded(name), code)
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code != "ZZ"
    ]
    return dict(names) | _ALSO


@lru_cache(maxsize=1000)
def as_country(cell: str) -> str:
    """The code of a country, given as code or name. ValueError where it is neither."""
    text = cell.strip()
    known = _names().get(folded(text))
    if len(text) == 2 and text.isascii() and text.isalpha() and known is None:
        return text.upper()
    if known is None:
        raise ValueError("Not a country; write its name or its two letters.")
    return known


def international(number: str, country: str | None) -> str:
    """A phone number with + and country code, where it is one of the country's; as it is where that cannot be told."""
    if country is None or number.lstrip().startswith("+"):
        return number
    try:
        found = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return number
    is_one = phonenumbers.is_possible_number(found)
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164) if is_one else number
