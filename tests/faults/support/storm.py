"""Many clients order while parts of the system die; each keeps a ledger of what was answered to which call."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Literal

from flow import SHIP_TO, SURE, line_of
from made import Record, word
from trouble import Trouble

from crm_kit.testing.system import Answer, Client, System

Outcome = Literal["ok", "failed", "unknown"]
CLIENTS, AT_LEAST, AT_MOST = 4, 5, 60
PAUSE_SECONDS = 0.1
SETTLED_WITHIN_SECONDS = 60.0


@dataclass
class Call:
    """A request that is always sent with the same key; `outcomes` is what it came to, each time it was sent."""

    path: str
    body: Record
    headers: dict[str, str] = field(default_factory=dict)
    key: str = field(default_factory=word)
    outcomes: list[Outcome] = field(default_factory=list)
    answer: Answer | None = None
    refused_after: list[float] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        return bool(self.outcomes) and self.outcomes[-1] != "unknown"

    @property
    def is_ok(self) -> bool:
        return bool(self.outcomes) and self.outcomes[-1] == "ok"

    @property
    def json(self) -> Any:
        assert self.answer is not None
        return self.answer.json

    def send(self, client: Client) -> None:
        since = time.monotonic()
        try:
            self.answer = client.post(self.path, self.body, Idempotency_Key=self.key, **self.headers)
            self.outcomes.append(_outcome(self.answer))
        except (OSError, http.client.HTTPException):
            client.close()
            self.outcomes.append("unknown")
        if self.outcomes[-1] == "unknown":
            self.refused_after.append(time.monotonic() - since)

    def settle(self, client: Client) -> None:
        """Send it until the answer says how it went."""
        end = time.monotonic() + SETTLED_WITHIN_SECONDS
        while not self.is_settled and time.monotonic() < end:
            self.send(client)
            time.sleep(0 if self.is_settled else PAUSE_SECONDS)


def _outcome(answer: Answer) -> Outcome:
    if answer.status < 300:
        return "ok"
    busy = answer.status in (429, 503) or (answer.status == 409 and answer.json["code"] == "in_progress")
    return "unknown" if busy else "failed"


@dataclass
class Sale:
    """An order that somebody makes and confirms."""

    reference: str
    create: Call
    confirm: Call | None = None

    def proceed(self, client: Client, patiently: bool) -> None:
        """Go as far as it goes; `patiently` repeats what has no answer, else that is left for later."""
        self._do(self.create, client, patiently)
        if self.create.is_ok and self.confirm is None:
            made = self.create.json
            named = {"If_Match": f'"{made["version"]}"'}
            self.confirm = Call(f"/v1/orders/{made['id']}/actions/confirm", SURE, named)
        if self.confirm is not None:
            self._do(self.confirm, client, patiently)

    def _do(self, call: Call, client: Client, patiently: bool) -> None:
        if patiently:
            call.settle(client)
        elif not call.is_settled:
            call.send(client)

    @property
    def calls(self) -> Iterator[Call]:
        yield self.create
        if self.confirm is not None:
            yield self.confirm


@dataclass
class Storm:
    """`plenty` is there for all, `scarce` is not; every fifth order is wrong."""

    system: System
    token: str
    buyer: Record
    plenty: Record
    scarce: Record
    sales: list[Sale] = field(default_factory=list)

    def rage(self, trouble: Trouble) -> None:
        """Order from all sides until the trouble is over, then settle what is open."""
        over = Event()
        with ThreadPoolExecutor(CLIENTS + 1) as pool:
            harm = pool.submit(self._harm, trouble, over)
            for sales in pool.map(lambda number: self._order(number, over), range(CLIENTS)):
                self.sales += sales
            harm.result()
        client = Client(self.system.url, self.token)
        for sale in self.sales:
            sale.proceed(client, patiently=True)
        client.close()

    def _harm(self, trouble: Trouble, over: Event) -> None:
        try:
            trouble(self.system)
        finally:
            over.set()

    def _order(self, number: int, over: Event) -> list[Sale]:
        """What one client does; the even ones repeat at once what has no answer, the others leave it."""
        client, sales = Client(self.system.url, self.token), list[Sale]()
        while len(sales) < AT_LEAST or (not over.is_set() and len(sales) < AT_MOST):
            sales.append(self._sale(len(sales)))
            sales[-1].proceed(client, patiently=number % 2 == 0)
            time.sleep(PAUSE_SECONDS)
        client.close()
        return sales

    def _sale(self, number: int) -> Sale:
        reference = f"storm-{word()}"
        wrong = {"qty": "-1"} if number % 5 == 4 else {}
        lines = [line_of(self.plenty, "2"), line_of(self.scarce, "3") | wrong]
        body = {"account_id": self.buyer["id"], "lines": lines, "ship_to": SHIP_TO, "external_reference": reference}
        return Sale(reference, Call("/v1/orders", body))
