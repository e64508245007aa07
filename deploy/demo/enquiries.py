"""Leads: enquiries from companies that are no customers yet, and what became of them."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from uuid import NAMESPACE_URL, uuid5

from demo import names, words
from demo.content import Body, Step
from demo.customers import address, company_name
from demo.deals import START_OF_NEXT, price
from demo.staff import sellers
from demo.words import Place

_OUTCOMES = ("converted", "rejected", "recycled", "nurturing", "converted", "new", "assigned", "working", "accepted")
_REASONS = ("no_budget", "wrong_contact", "no_need", "competitor", "other")
_OTHER_TRADES = 6


@dataclass(frozen=True)
class Enquiry:
    """A lead to be taken in by marketing; `owner` answers it, None where nobody does yet."""

    number: int
    owner: str | None
    body: Body
    steps: tuple[Step, ...]


def outcome_of(number: int) -> str:
    """What becomes of a lead."""
    return _OUTCOMES[number % len(_OUTCOMES)]


def enquiry(number: int, anchor: dt.date) -> Enquiry:
    """The lead of that number."""
    random = Random(f"enquiry {number}")
    places = words.FOREIGN_PLACES if number % 5 in (3, 4) else words.CHINESE_PLACES
    place = places[number // 2 % len(places)]
    _, *representatives = sellers(place.team)
    outcome = outcome_of(number)
    owner = None if outcome == "new" else representatives[number // 8 % len(representatives)].login
    return Enquiry(number, owner, _body(number, place, anchor, random), tuple(_steps(outcome, number, place, anchor, random)))


def _body(number: int, place: Place, anchor: dt.date, random: Random) -> Body:
    company, _ = company_name(number, place, shift=_OTHER_TRADES)
    name = names.anybody(place.country, random)
    given = anchor - dt.timedelta(days=random.randint(1, 60))
    return {
        "company_or_person": company.name, "source": random.choice(words.LEAD_SOURCES), "first_name": name.first,
        "last_name": name.last, "contact_name": name.full, "title": random.choice(words.TITLES["en"]),
        "email": f"{name.mail}@{company.slug}.example", "phone": names.mobile(place.country, 1600 + number),
        "website": f"https://www.{company.slug}.example", "address": address(place, random),
        "interest_products": [{"name": random.choice(words.PRODUCTS).name}], "message": random.choice(words.MESSAGES),
        "consent": {"channels": ["email"], "wording": "contact form", "given_at": f"{given.isoformat()}T08:00:00Z"},
        "score": random.randint(5, 95), "form_id": "demo", "submission_id": f"enquiry-{number}",
    }  # fmt: skip


def _steps(outcome: str, number: int, place: Place, anchor: dt.date, random: Random) -> list[Step]:
    reason = _REASONS[number // len(_OUTCOMES) % len(_REASONS)]
    convert = {"account": {}, "contact": {}, "opportunity": _opportunity(place, anchor, random)}
    accept = Step("accept", {})
    return {
        "new": [],
        "assigned": [],
        "working": [Step("record-first-contact", {"activity_id": str(uuid5(NAMESPACE_URL, f"urn:demo:activity:{number}"))})],
        "nurturing": [Step("nurture", {"until": (anchor + dt.timedelta(days=random.randint(30, 200))).isoformat()})],
        "recycled": [Step("recycle", {"reason": "今年没有预算，明年再联系 No budget this year"})],
        "rejected": [Step("reject", {"reason": reason, "text": "只是学生作业 A student's homework" if reason == "other" else ""})],
        "accepted": [accept],
        "converted": [accept, Step("convert", convert)],
    }[outcome]


def _opportunity(place: Place, anchor: dt.date, random: Random) -> Body:
    product = random.choice(words.PRODUCTS)
    close = anchor + dt.timedelta(days=random.randint(20, 160))
    step = {"next_step": "安排演示 Arrange a demonstration", "next_step_date": (anchor + START_OF_NEXT).isoformat()}
    return {"name": product.name, "close_date": close.isoformat(), "amount": price(product, place.currency), **step}
