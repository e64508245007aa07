"""Opportunities of the last eighteen months: open ones in every stage, won and lost ones with the day and the reason."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from demo import words
from demo.content import Body, Step
from demo.customers import HISTORY_DAYS, Customer
from demo.words import Product

START_OF_NEXT = dt.timedelta(days=10)
_OUTCOMES = ("won",) * 6 + ("lost",) * 4 + ("cancelled", "on_hold") + ("open",) * 8

KEY_ACCOUNT: Body = {
    "name": "大客户流程 Key account",
    "is_default": True,
    "stages": [
        {"code": "qualify", "name": "资格确认 Qualify", "probability": 10, "max_days": 21},
        {"code": "discover", "name": "需求分析 Discover", "probability": 25, "max_days": 30},
        {"code": "demo", "name": "演示 Demonstrate", "probability": 40, "max_days": 30, "forecast_category": "best",
         "exit_criteria": [{"field": "contacts", "label": "谁决定 Who decides"}]},
        {"code": "propose", "name": "报价 Propose", "probability": 60, "max_days": 30, "forecast_category": "best",
         "entry_criteria": [{"field": "amount", "label": "金额 Amount"}]},
        {"code": "negotiate", "name": "谈判 Negotiate", "probability": 80, "max_days": 30, "forecast_category": "commit"},
    ],
}  # fmt: skip
QUICK_SALE: Body = {
    "name": "快速销售 Quick sale",
    "stages": [
        {"code": "contact", "name": "联系 Contact", "probability": 20, "max_days": 7},
        {"code": "offer", "name": "报价 Offer", "probability": 50, "max_days": 14, "forecast_category": "best"},
        {"code": "close", "name": "成交 Close", "probability": 80, "max_days": 14, "forecast_category": "commit"},
    ],
}
REASONS: tuple[Body, ...] = (
    {"outcome": "won", "code": "demo_best_fit", "name": "方案最合适 Best fit", "category": "product"},
    {"outcome": "won", "code": "demo_service", "name": "服务好 Service nearby", "category": "service"},
    {"outcome": "lost", "code": "demo_price", "name": "价格 Price", "category": "price", "needs_competitor": True},
    {"outcome": "lost", "code": "demo_budget", "name": "没有预算 No budget", "category": "customer"},
    {"outcome": "lost", "code": "demo_lead_time", "name": "交期 Lead time", "category": "product"},
)


@dataclass(frozen=True)
class Deal:
    """An opportunity with one customer; the request lacks only the ids of accounts, contacts and process."""

    number: int
    customer: Customer
    process: Body
    body: Body
    steps: tuple[Step, ...]


def deal(number: int, customer: Customer, anchor: dt.date) -> Deal:
    """The opportunity of that number, with that customer."""
    random = Random(f"deal {number}")
    process = QUICK_SALE if customer.is_person or number % 4 == 3 else KEY_ACCOUNT
    products = random.sample(words.PRODUCTS, random.choice((1, 1, 2, 3)))
    body = {
        "name": f"{products[0].name} · {customer.name}"[:200], "source": random.choice(words.LEAD_SOURCES),
        "close_date": (anchor + dt.timedelta(days=random.randint(15, 180))).isoformat(),
        "next_step": random.choice(("电话跟进 Call", "发送报价 Send the quotation", "现场拜访 Visit on site")),
        "next_step_date": (anchor + START_OF_NEXT).isoformat(),
        "products": [_line(product, customer.place.currency, random) for product in products],
        "competitors": random.sample(words.COMPETITORS, random.choice((0, 1, 2))),
    }  # fmt: skip
    return Deal(number, customer, process, body, tuple(_steps(number, process, anchor, random)))


def price(product: Product, currency: str) -> Body:
    """The product's price in another currency, in round figures."""
    rate = Decimal(str(words.CURRENCIES.get(currency, 1)))
    amount = (product.price / rate).quantize(Decimal("1E1")).quantize(Decimal(1))
    return {"amount": str(amount), "currency": currency}


def rates(anchor: dt.date) -> list[Body]:
    """What each currency was worth in CNY on the first of each month, the oldest first."""
    found = []
    for currency, start in words.CURRENCIES.items():
        random, rate = Random(f"rate {currency}"), start
        for months_ago in range(18, -1, -1):
            found.append({"currency": currency, "rate": f"{rate:.6f}", "date": _first_of_month(anchor, months_ago).isoformat()})
            rate *= 1 + random.uniform(-0.015, 0.015)
    return found


def _first_of_month(anchor: dt.date, months_ago: int) -> dt.date:
    months = anchor.year * 12 + anchor.month - 1 - months_ago
    return dt.date(months // 12, months % 12 + 1, 1)


def _line(product: Product, currency: str, random: Random) -> Body:
    return {"name": product.name, "qty": str(random.choice((1, 1, 1, 2, 4, 10))), "unit_price": price(product, currency)}


def _steps(number: int, process: Body, anchor: dt.date, random: Random) -> list[Step]:
    outcome = _OUTCOMES[number % len(_OUTCOMES)]
    stages = [stage["code"] for stage in process["stages"]]
    reached = number // 2 % len(stages) if outcome == "open" else random.randrange(len(stages))
    forward = [Step("advance", {"stage": stage}) for stage in stages[1 : reached + 1]]
    if outcome == "open" and reached > 1 and number % 3 == 0:
        forward.append(
            Step("move-back", {"stage": stages[reached - 1], "reason": "客户改变需求 The customer wants something else"})
        )
    closed = anchor - dt.timedelta(days=3 + number * 37 % (HISTORY_DAYS - 3))
    return forward + _ending(outcome, number, closed, anchor, random)


def _ending(outcome: str, number: int, closed: dt.date, anchor: dt.date, random: Random) -> list[Step]:
    reason = random.choice([each["code"] for each in REASONS if each["outcome"] == outcome] or [""])
    rival = {"competitor": random.choice(words.COMPETITORS)} if reason == "demo_price" else {}
    evidence = {"kind": "order", "reference": f"DEMO-{number:04}"}
    review = (anchor + dt.timedelta(days=45)).isoformat()
    return {
        "won": [Step("win", {"reason": reason, "evidence": evidence, "won_on": closed.isoformat()})],
        "lost": [Step("lose", {"reason": reason, "lost_on": closed.isoformat(), **rival})],
        "cancelled": [Step("cancel", {"reason": "duplicate" if number % 2 else "invalid"})],
        "on_hold": [Step("hold", {"reason": "客户内部重组 The customer is reorganising", "review_date": review})],
        "open": [],
    }[outcome]
