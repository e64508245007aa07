"""The demo company's customers: companies in two languages, their branches and people, and some personal customers."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from loading.line import Body

from demo import names, words
from demo.names import CompanyName
from demo.staff import sellers
from demo.words import Place

HISTORY_DAYS = 540
_PEOPLE_PER_ACCOUNT = 4
_HEAD_AND_BRANCHES = 10
_BRANCHES = (6, 7)
_LEVELS = "ABBCCCCDDD"
_TYPES = ("customer", "prospect", "customer", "prospect", "customer", "partner", "customer", "prospect", "customer", "supplier")


@dataclass(frozen=True)
class Customer:
    """An account to be taken in: its number, who takes it in, and the request, which lacks only the id of the head company."""

    number: int
    owner: str
    place: Place
    body: Body

    @property
    def name(self) -> str:
        return str(self.body["name"])

    @property
    def is_person(self) -> bool:
        return bool(self.body["kind"] == "person")

    @property
    def head(self) -> int | None:
        """The number of the company that this one is a branch of."""
        return self.number - self.number % _HEAD_AND_BRANCHES if self.number % _HEAD_AND_BRANCHES in _BRANCHES else None


@dataclass(frozen=True)
class Consultant:
    """A contact without an account, and who knows them."""

    owner: str
    body: Body


def customer(number: int) -> Customer:
    """The customer of that number."""
    random = Random(f"customer {number}")
    place = place_of(number)
    make = _person if number % 10 == 9 else _company
    return Customer(number, owner_of(number), place, make(number, place, random))


def place_of(number: int) -> Place:
    """Where a customer is: six of ten in China, and a branch where its head is."""
    block, position = divmod(number, _HEAD_AND_BRANCHES)
    if position in _BRANCHES:
        return place_of(number - position)
    foreign = block % 2 == 1 if position == 9 else position in (3, 4, 8)
    places = words.FOREIGN_PLACES if foreign else words.CHINESE_PLACES
    return places[(block + position) % len(places)]


def owner_of(number: int) -> str:
    """The login of the customer manager; managers keep every sixth block to themselves."""
    block, position = divmod(number, _HEAD_AND_BRANCHES)
    if position in _BRANCHES:
        return owner_of(number - position)
    manager, *representatives = sellers(place_of(number).team)
    chosen = manager if block % 6 == 5 else representatives[(block + position) % len(representatives)]
    return chosen.login


def company_name(number: int, place: Place, shift: int) -> tuple[CompanyName, str]:
    """Name and industry. Another shift gives companies that share no name and no web address with those of this one."""
    chinese, english, industry = words.TRADES[(number + shift) % len(words.TRADES)]
    is_chinese = place.country == "CN"
    found = names.chinese_company(number, place, chinese) if is_chinese else names.english_company(number, place, english)
    return CompanyName(found.name, f"{found.slug}-{industry}"), industry


def _company(number: int, place: Place, random: Random) -> Body:
    name, industry = company_name(number, place, shift=0)
    return {
        "name": name.name, "kind": "company", "industry": industry, "website": f"https://www.{name.slug}.example",
        "email": f"info@{name.slug}.example", "tax_id": _tax_id(place.country, number), "tax_country": place.country,
        **_common(number, place, random), "contacts": _people(number, place, name.slug, random),
    }  # fmt: skip


def _person(number: int, place: Place, random: Random) -> Body:
    name = names.person(place.country, number // 10)
    email = f"{name.mail}@home-{number}.example"
    return {"name": name.full, "kind": "person", "email": email, **_common(number, place, random)}


def _common(number: int, place: Place, random: Random) -> Body:
    return {
        "types": [_TYPES[number // 3 % 10]], "region": place.region, "level": random.choice(_LEVELS),
        "source": random.choice(words.LEAD_SOURCES), "phone": names.mobile(place.country, 3000 + number),
        "is_opinion_leader": number % 40 == 0,
        "addresses": _addresses(place, random), "external_ids": [{"system": "demo", "id": f"customer-{number}"}],
    }  # fmt: skip


def _addresses(place: Place, random: Random) -> list[Body]:
    kinds = ["billing", "shipping"] if random.random() < 0.4 else ["billing"]
    return [address(place, random) | {"type": kind} for kind in kinds]


def address(place: Place, random: Random) -> Body:
    """Somewhere in that town."""
    house = random.randint(1, 480)
    line = f"{place.street}{house}号" if place.country == "CN" else f"{house} {place.street}"
    code = f"{random.randint(10_000, 99_999)}" + ("0" if place.country == "CN" else "")
    return {"line1": line, "city": place.city, "postal_code": code, "country": place.country}


def credit(number: int) -> Body:
    """What the customer may owe, and how soon it pays."""
    random = Random(f"credit {number}")
    limit = {"amount": f"{random.choice((50, 100, 200, 500))}000.00", "currency": "CNY"}
    return {"version": 0, "limit": limit, "terms_days": random.choice((0, 30, 60)), "grade": random.choice(("AAA", "AA", "A", "B"))}


def _tax_id(country: str, number: int) -> str:
    return {
        "CN": f"91310000MA1{number:06d}X", "GB": f"GB{900_000_000 + number}", "DE": f"DE{800_000_000 + number}",
        "US": f"98-{7_000_000 + number}", "SG": f"2024{number:05d}K", "JP": f"T{9_000_000_000_000 + number}",
    }[country]  # fmt: skip


def _people(number: int, place: Place, slug: str, random: Random) -> list[Body]:
    found = [names.anybody(place.country, random) for _ in range(random.choice((1, 1, 2, 2, 3)))]
    distinct = {name.mail: name for name in found}.values()
    titles = words.TITLES["zh" if place.country == "CN" else "en"]
    return [
        {
            "first_name": name.first, "last_name": name.last, "full_name": name.full, "title": random.choice(titles),
            "emails": [{"address": f"{name.mail}@{slug}.example"}], "role": random.choice(words.ROLES), "is_primary": place_ == 0,
            "phones": [{"number": names.mobile(place.country, _PEOPLE_PER_ACCOUNT * number + place_)}],
        }
        for place_, name in enumerate(distinct)
    ]  # fmt: skip


def consents(who: str, anchor: dt.date) -> list[Body]:
    """What somebody agreed to, or no longer does, some time in the last eighteen months; two of three people were asked."""
    random = Random(f"consent {who}")
    if random.random() < 0.35:
        return []
    given = _moment(anchor, random.randint(200, HISTORY_DAYS), random)
    first = {"channel": "email", "status": "opted_in", "topic": "newsletter", "source": "website", "evidence": "double opt-in"}
    found = [first | {"at": given}]
    if random.random() < 0.25:
        source = random.choice(("phone", "unsubscribe_link"))
        left = {"channel": "email", "status": "opted_out", "topic": "newsletter", "source": source}
        found.append(left | {"at": _moment(anchor, random.randint(5, 190), random)})
    return found


def consultant(number: int) -> Consultant:
    """Somebody who advises customers and belongs to none of them."""
    random = Random(f"consultant {number}")
    places = words.FOREIGN_PLACES if number % 3 == 2 else words.CHINESE_PLACES
    place = places[number % len(places)]
    name = names.anybody(place.country, random)
    body = {
        "first_name": name.first, "last_name": name.last, "full_name": name.full, "kind": "independent_consultant",
        "title": "顾问 Consultant", "emails": [{"address": f"{name.mail}@consultant-{number}.example"}],
        "phones": [{"number": names.mobile(place.country, 2200 + number)}],
    }  # fmt: skip
    return Consultant(random.choice(sellers(place.team)).login, body)


def past_job(number: int, anchor: dt.date) -> Body:
    """When somebody worked for another customer, and as what."""
    random = Random(f"past job {number}")
    began = anchor - dt.timedelta(days=random.randint(900, 2000))
    ended = anchor - dt.timedelta(days=random.randint(60, 700))
    return {"role": "former " + random.choice(words.ROLES), "from_on": began.isoformat(), "to_on": ended.isoformat()}


def _moment(anchor: dt.date, days_ago: int, random: Random) -> str:
    day = anchor - dt.timedelta(days=days_ago)
    return f"{day.isoformat()}T{random.randint(1, 9):02}:{random.randint(0, 59):02}:00Z"
