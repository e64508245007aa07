"""`make bench`: what this machine does, over HTTP like any client, with 16 keep-alive connections.

Each case runs in turn with a bare ping, three times over, and begins when nothing follows any more from the one before. Figures are
medians with the lowest and highest, and the ratio is that of the same round. What follows from calls yields to them; `done` is the
rate with all of it, until nothing follows any more. Answers are checked: a fast error is no result. The client runs on this machine
and its share of a core is shown.
"""

from __future__ import annotations

import itertools
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent))

from client import Request, Result, calibration, measure
from data import ACCOUNTS, id_of, load, name_of
from events import event_latency, relay_rate
from service import Desk, Outreach
from settling import settle
from trade import Trade, confirmations, shipments

from crm_kit.testing.system import CHECKOUT, Client, System

ROUNDS = 3
SECONDS = 3.0
LEADS = 2400
DEEP = 50_000


@dataclass
class Case:
    """One thing to measure: a name, how its requests are made, the rate of the strongest Python ERP with our factor, and within how
    many milliseconds 99 of 100 are answered."""

    name: str
    requests: Callable[[], Iterator[Request]]
    target: float = 0.0
    slowest: float = 0.0
    rounds: list[Result] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    done: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(result.rate for result in self.rounds)

    @property
    def median(self) -> Result:
        return sorted(self.rounds, key=lambda result: result.rate)[len(self.rounds) // 2]

    @property
    def holds(self) -> bool:
        return self.rate >= self.target and (not self.slowest or self.median.at(99) <= self.slowest)

    def line(self) -> str:
        rates, median = [result.rate for result in self.rounds], self.median
        errors = sum(result.errors for result in self.rounds)
        verdict = "" if not self.target else ("  ok" if self.holds else "  MISSED")
        target = f"{self.target:6.0f}" if self.target else "     -"
        return (
            f"{self.name:<34}{self.rate:8.0f}/s ({min(rates):.0f}–{max(rates):.0f})".ljust(62)
            + f"{median.at(50):7.1f}{median.at(99):8.1f}{errors:7d}{statistics.median(self.ratios):8.2f}{target}"
            + f"{statistics.median(self.done):7.0f}"
            + f"{median.client_share:7.0%}{verdict}"
        )


def cases(system: System, admin: Client, trade: Trade) -> list[Case]:
    """Everything that the bench measures over HTTP."""
    cursor = deep_cursor(admin)
    leads = iter(open_leads(system, admin))
    drafts, packed = iter(trade.drafts()), iter(trade.packed())
    return [
        Case("read an account with its parts", read_accounts, 534),
        Case("first page of 20 by name", lambda: same("/v1/accounts?limit=20&sort=name", b'"has_more":true'), 350),
        Case("search by part of a name", searches, 424),
        Case("a page 50 000 rows deep", lambda: same(f"/v1/accounts?limit=20&sort=name&cursor={cursor}", b'"has_more":true'), 340),
        Case("create account, contact, address", creations, 225),
        Case("convert a lead", lambda: conversions(leads), 110),
        Case("create a 5-line order", trade.creations, 152, 250),
        Case("confirm it, stock is reserved", lambda: confirmations(drafts), 100, 250),
        Case("ship it", lambda: shipments(packed), 80, 250),
        Case("list orders", lambda: same("/v1/orders?limit=20", b'"has_more":true')),
        Case("stock of 10 000 products", lambda: same("/v1/stock?limit=20", b'"has_more":true')),
        Case("create a ticket", Desk(system, admin).creations),
        Case("work list of 10 000 tickets", lambda: same("/v1/tickets/unresolved?limit=20", b'"has_more":true')),
        Case("pipeline of 10 000 opportunities", lambda: same("/v1/opportunities/funnel", b'"stages"'), 242),
    ]


def same(path: str, contains: bytes = b"") -> Iterator[Request]:
    return itertools.repeat(Request("GET", path, contains=contains))


def read_accounts() -> Iterator[Request]:
    while True:
        account = id_of("account", random.randint(1, ACCOUNTS))
        yield Request("GET", f"/v1/accounts/{account}", contains=account.encode())


def searches() -> Iterator[Request]:
    while True:
        wanted = name_of(random.randint(1, ACCOUNTS))
        yield Request("GET", f"/v1/accounts?limit=20&sort=name&filter[q]={wanted[:6]}", contains=wanted[:9].encode())


def creations() -> Iterator[Request]:
    while True:
        mark = uuid4().hex
        body = {
            "name": f"New {mark}", "region": "South",
            "addresses": [{"type": "billing", "line1": "2 Side Street", "city": "Lyon", "country": "FR"}],
            "contacts": [{"full_name": f"Person {mark}", "emails": [{"address": f"{mark}@{mark[:12]}.example"}]}],
        }  # fmt: skip
        yield Request("POST", "/v1/accounts", body, {"Idempotency-Key": mark}, 201, mark.encode())


def conversions(leads: Iterator[tuple[str, str]]) -> Iterator[Request]:
    """Each makes an account, a contact and an opportunity."""
    deal = {"name": "Deal", "close_date": "2999-12-31", "amount": {"amount": "100.00", "currency": "CNY"}}
    wish = {"opportunity": deal}
    for lead, version in leads:
        yield Request("POST", f"/v1/leads/{lead}/actions/convert", wish, {"If-Match": version}, contains=b'"converted"')


def deep_cursor(admin: Client) -> str:
    """The cursor behind the row DEEP, walked to as a client would."""
    cursor, seen = "", 0
    while seen < DEEP:
        answer = admin.get("/v1/accounts", limit=200, sort="name", **({"cursor": cursor} if cursor else {})).must().json
        seen, cursor = seen + len(answer["data"]), answer["next_cursor"]
    return str(cursor)


def open_leads(system: System, admin: Client) -> list[tuple[str, str]]:
    """Accepted leads, as (id, ETag): made, assigned and accepted through the API."""
    owner = admin.get("/v1/me").must().json["id"]
    accepted = []
    for _ in range(LEADS // 100):
        mark = uuid4().hex
        rows = [
            {
                "company_or_person": f"L{mark[:8]}{row}",
                "source": "bench",
                "contact_name": "Ada",
                "email": f"x@{mark}{row}.example",
                "owner_id": owner,
            }
            for row in range(100)
        ]
        made = admin.post("/v1/leads/batch", {"data": rows}, Idempotency_Key=mark).must().json["data"]
        for lead in (row["data"] for row in made):
            answer = admin.post(f"/v1/leads/{lead['id']}/actions/accept", {}, If_Match=f'"{lead["version"]}"').must()
            accepted.append((lead["id"], answer.headers["etag"]))
    return accepted


def run(cases: list[Case], system: System) -> Case:
    """All cases, in turn with the ping, round after round."""
    url, token = system.url, system.administrator.token
    ping = Case("ping through the gateway", lambda: same("/v1/ping/customers"))
    for number in range(ROUNDS):
        print(f"round {number + 1}: calibration {calibration():.3f} s", flush=True)
        settle(system)
        for case in cases:
            base = measure(url, token, ping.requests, SECONDS / 2)
            began = time.perf_counter()
            result = measure(url, token, case.requests, SECONDS)
            spent = time.perf_counter() - began
            for each, figures, ratio, follows in ((ping, base, 1.0, 0.0), (case, result, result.rate / base.rate, settle(system))):
                each.rounds.append(figures)
                each.ratios.append(ratio)
                each.done.append(figures.rate * spent / (spent + follows))
    return ping


def report(ping: Case, cases: list[Case]) -> None:
    print(f"\n{'16 clients':<34}{'requests':>10} (low–high)".ljust(62) + "    p50     p99 errors  ×ping target   done client")
    for case in [ping, *cases]:
        print(case.line())
        for reason, times in itertools.chain.from_iterable(result.wrong.items() for result in case.rounds):
            print(f"    {times} × {reason}")


def main() -> int:
    environment = {"CRM_RATE_LIMIT_PER_MINUTE": "0", "CRM_SIGN_IN_LIMIT_PER_MINUTE": "0"}
    system = System(CHECKOUT / ".run" / "bench", environment).up()
    try:
        load(system)
        admin = system.administrator
        trade = Trade(system, admin)
        measured = cases(system, admin, trade)
        ping = run(measured, system)
        report(ping, measured)
        outreach = Outreach(system, admin)
        sales, promotion = trade.reservations(), (*outreach.choosing(), *outreach.mailing())
        for line in (*sales, *promotion, *event_latency(system, admin), *relay_rate(system)):
            print(line)
        write(measured, ping)
    finally:
        system.down()
    return 0 if all(case.holds for case in measured) else 1


def write(measured: list[Case], ping: Case) -> None:
    """The figures as JSON beside the data, for comparing runs."""
    figures = {case.name: {"rate": case.rate, "ratio": statistics.median(case.ratios)} for case in [ping, *measured]}
    path = CHECKOUT / ".run" / "bench" / f"figures-{int(time.time())}.json"
    path.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
