"""How fast files come in, and what the others notice of it: `python tests/load/imports.py [ROWS…]` (10000 100000).

Somebody works at the system at an even pace, reading, listing and creating accounts, by turns alone and beside an import. Figures
of one run are compared with each other only; a fixed piece of work is timed before each, for the machine drifts.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent))

from client import Request, Result, calibration, measure
from data import connect, count
from spent import spent, told

from crm_kit.testing.system import CHECKOUT, Client, System, eventually

ROUNDS = 3
SECONDS = 8.0
PAUSE_SECONDS = 0.02
OVER = ("completed", "completed_with_errors", "failed")


def table(rows: int) -> bytes:
    """Accounts that nobody has seen, with what a real list has."""
    mark, start = uuid4().hex[:8], 300_000 + uuid4().int % 99_999
    lines = ["name,email,phone,website,address,city,postal code,country,industry,external id"]
    lines += [
        f"{mark} Works {number} Ltd,info@{mark}{number}.example,+49 {start}{number:06},www.{mark}{number}.example,"
        f"{number} Mill Lane,Berlin,10115,Germany,Machines,{mark}-{number}"
        for number in range(rows)
    ]
    return "\n".join(lines).encode()


def import_file(admin: Client, rows: int) -> tuple[float, float]:
    """Seconds for upload and reading, and from the upload to the last row."""
    content, started = table(rows), time.perf_counter()
    job = admin.upload(f"/v1/imports?collection=accounts&filename={rows}.csv", content).must(201).json
    job = eventually(lambda: _once(admin, job["id"], ("uploaded",)), within=120)
    read = time.perf_counter() - started
    admin.post(f"/v1/jobs/{job['id']}/actions/run", If_Match=f'"{job["version"]}"').must()
    job = eventually(lambda: _once(admin, job["id"], OVER), within=1200, every=0.05)
    assert job["counts"]["created"] == rows, job["counts"]
    return read, time.perf_counter() - started


def _once(admin: Client, job_id: str, statuses: tuple[str, ...]) -> dict | None:  # type: ignore[type-arg]
    job = admin.get(f"/v1/jobs/{job_id}").must().json
    return job if job["status"] in statuses else None


def work(account: str) -> Iterator[Request]:
    """What somebody does all day, with a pause after each request."""
    for number in itertools.count():
        time.sleep(PAUSE_SECONDS)
        mark = uuid4().hex
        yield (
            Request("GET", f"/v1/accounts/{account}", contains=account.encode()),
            Request("GET", "/v1/accounts?limit=20&sort=name"),
            Request("GET", f"/v1/accounts?limit=20&filter[q]={mark[:6]}"),
            Request("POST", "/v1/accounts", {"name": f"By hand {mark}"}, {"Idempotency-Key": mark}, 201),
        )[number % 4]


def beside(system: System, account: str, rows: int) -> tuple[Result, float, float]:
    """Somebody at work while a file comes in."""
    measured: list[Result] = []
    is_over = threading.Event()

    def requests() -> Iterator[Request]:
        return itertools.takewhile(lambda _: not is_over.is_set(), work(account))

    token = system.administrator.token
    worker = threading.Thread(target=lambda: measured.append(measure(system.url, token, requests, 1200, clients=1)))
    worker.start()
    client = system.visitor()
    client.token = system.administrator.token
    read, whole = import_file(client, rows)
    is_over.set()
    worker.join()
    return measured[0], read, whole


def report(system: System, account: str, rows: int, rounds: int) -> None:
    ratios, seconds = [], []
    for number in range(rounds):
        pace = calibration()
        alone = measure(system.url, system.administrator.token, lambda: work(account), SECONDS, clients=1)
        before = spent(system)
        busy, read, whole = beside(system, account, rows)
        after = spent(system)
        ratios.append(busy.at(95) / alone.at(95))
        seconds.append(whole)
        print(
            f"{rows} rows, round {number + 1}: {whole:.1f} s (read after {read:.1f} s); others' p95"
            f" {alone.at(95):.1f} → {busy.at(95):.1f} ms, p50 {alone.at(50):.1f} → {busy.at(50):.1f} ms,"
            f" errors {alone.errors + busy.errors}; calibration {pace:.3f} s\n"
            f"    processor for a row, with what the others asked for, {told(before, after, rows)}",
            flush=True,
        )
        print(f"    sales had heard of all of it {drain(system):.1f} s after", flush=True)
    print(f"{rows} rows: median {statistics.median(seconds):.1f} s, others' p95 × {statistics.median(ratios):.2f}", flush=True)


def drain(system: System) -> float:
    """Seconds until sales has heard of all accounts."""
    started = time.perf_counter()
    with connect(system, "customers") as customers, connect(system, "sales") as sales:
        accounts = count(customers, "accounts")
        eventually(lambda: count(sales, "account_copies") == accounts, within=1200, every=0.1)
    return time.perf_counter() - started


def main() -> int:
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 100_000]
    environment = {"CRM_RATE_LIMIT_PER_MINUTE": "0", "CRM_SIGN_IN_LIMIT_PER_MINUTE": "0"}
    system = System(CHECKOUT / ".run" / "imports", environment)
    system.up()
    try:
        account = system.administrator.post("/v1/accounts", {"name": f"Known {uuid4().hex}"}).must(201).json["id"]
        import_file(system.administrator, 500)
        drain(system)
        for rows in sizes:
            report(system, account, rows, ROUNDS if rows <= 10_000 else 1)
    finally:
        system.down()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
