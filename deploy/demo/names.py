"""Names of companies and people: numbers in, always the same name out, no two alike."""

import re
from dataclasses import dataclass
from random import Random

from demo import words
from demo.words import Place

MOST_COMPANIES = 400
_SIGN = re.compile(r"([^a-z]+)([a-z]+)")


@dataclass(frozen=True)
class CompanyName:
    """A company's name and the part of its web address that nobody else has."""

    name: str
    slug: str


@dataclass(frozen=True)
class PersonName:
    """Somebody's name in parts and as they write it, and how their e-mail address begins."""

    first: str
    last: str
    full: str
    mail: str


def chinese_company(number: int, place: Place, trade: str) -> CompanyName:
    """For example 上海海达机械有限公司."""
    (first, one), (second, two) = _pair(words.CHINESE_BRANDS, number)
    return CompanyName(f"{place.city}{first}{second}{trade}有限公司", one + two)


def english_company(number: int, place: Place, trade: str) -> CompanyName:
    """For example Alderbank Machinery Ltd."""
    firsts, seconds = (line.split() for line in words.ENGLISH_BRANDS)
    brand = firsts[number % 20] + seconds[_second(number)]
    return CompanyName(f"{brand} {trade} {words.LEGAL_FORMS[place.country]}", brand.lower())


def chinese_person(number: int) -> PersonName:
    """For example 王伟, whose mail begins with wei.wang."""
    last, surname = _signs(_at(words.CHINESE_SURNAMES, number))
    first, given = _signs(_at(words.CHINESE_GIVEN, _second(number)))
    return PersonName(first, last, last + first, f"{given}.{surname}")


def english_person(number: int) -> PersonName:
    """For example Clara Reed, whose mail begins with clara.reed."""
    first, last = _at(words.ENGLISH_GIVEN, _second(number)), _at(words.ENGLISH_SURNAMES, number)
    return PersonName(first, last, f"{first} {last}", f"{first}.{last}".lower())


def person(country: str, number: int) -> PersonName:
    """Somebody who lives there; 400 numbers give 400 names."""
    return chinese_person(number) if country == "CN" else english_person(number)


def anybody(country: str, random: Random) -> PersonName:
    """Somebody who lives there and may have the name of somebody else."""
    return person(country, random.randrange(MOST_COMPANIES))


def mobile(country: str, number: int) -> str:
    """A phone number that no other number gives. The factor spreads neighbours and divides no power of ten."""
    digits = number * 7919 + 4_321_987
    prefix, count = {
        "CN": ("+861390", 7), "GB": ("+44207", 7), "DE": ("+4930", 7),
        "US": ("+1646555", 4), "SG": ("+659", 7), "JP": ("+81905", 7),
    }[country]  # fmt: skip
    return f"{prefix}{digits % 10**count:0{count}}"


def _at(line: str, number: int) -> str:
    signs = line.split()
    return signs[number % len(signs)]


def _pair(lines: tuple[str, str], number: int) -> tuple[tuple[str, str], tuple[str, str]]:
    firsts, seconds = (line.split() for line in lines)
    return _signs(firsts[number % 20]), _signs(seconds[_second(number)])


def _second(number: int) -> int:
    """Runs through all pairs of 20 by 20 before one comes back, and changes with every number."""
    return (number // 20 + number) % 20


def _signs(word: str) -> tuple[str, str]:
    found = _SIGN.fullmatch(word)
    if found is None:
        raise ValueError(f"'{word}' is not signs followed by their sound")
    return found[1], found[2]
