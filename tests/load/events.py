"""How long an event takes from commit to effect, and how many a relay publishes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from data import connect

from crm_kit.testing.system import Client, System, eventually

SAMPLES = 200
EVENTS = 20_000


def event_latency(system: System, admin: Client) -> Iterator[str]:
    """From the answer to a new account (its commit lies before) to the account's copy in sales, seen by asking each millisecond."""
    times = []
    with connect(system, "sales") as sales:
        for _ in range(SAMPLES):
            mark = uuid4().hex
            answer = admin.post("/v1/accounts", {"name": f"Event {mark}", "email": f"x@{mark}.example"}).must(201)
            committed = time.perf_counter()
            _wait_for(sales, answer.json["id"])
            times.append((time.perf_counter() - committed) * 1000)
            time.sleep(0.01)
    slowest = quantiles(times, n=100)[98]
    yield f"event, commit to effect            p50 {median(times):.0f} ms, p99 {slowest:.0f} ms   (targets 50, 500)"


def _wait_for(sales: Any, account: str) -> None:
    eventually(lambda: sales.execute("SELECT 1 FROM account_copies WHERE id = %s", (account,)).fetchone(), within=10, every=0.001)


def relay_rate(system: System) -> Iterator[str]:
    """Events that lie in an outbox while the relay is stopped; then it starts."""
    system.command("stop", "relay")
    with connect(system, "identity") as identity:
        identity.execute(
            "INSERT INTO outbox (id, tenant_id, aggregatetype, aggregateid, type, payload)"
            " SELECT md5('e' || n || clock_timestamp())::uuid, md5('t')::uuid, 'Bench', md5('a')::uuid, 'identity.bench.ticked.v1',"
            " jsonb_build_object('id', n, 'data', repeat('x', 500))"
            f" FROM generate_series(1, {EVENTS}) n"
        )
        system.command("start", "relay")
        left = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE published_at IS NULL)"
        eventually(lambda: identity.execute(left).fetchone(), within=120, every=0.05)
        spent = identity.execute(
            "SELECT extract(epoch FROM max(published_at) - min(published_at)) FROM outbox WHERE type = 'identity.bench.ticked.v1'"
        ).fetchone()
        identity.execute("DELETE FROM outbox WHERE type = 'identity.bench.ticked.v1'")
    yield f"relay                              {EVENTS / float(spent[0] if spent else 1):.0f} events/s   (target 1500)"
