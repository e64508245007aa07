"""`make northwind`: a company's books run through the system, however often they are interrupted, and every figure holds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm_kit.testing.system import CHECKOUT, Client, System, eventually

FIRST_ORDERS = Path(__file__).parent / "data" / "northwind"
WHOLE_BOOKS = os.environ.get("CRM_NORTHWIND", "")
COLLECTIONS = (
    "users", "teams", "accounts", "contacts", "suppliers", "products", "stock-adjustments", "orders", "shipment-notices",
    "deliveries", "waybills", "invoices", "payments", "stock/ledger", "history/identity", "history/customers", "history/sales",
    "history/inventory",
)  # fmt: skip
OURS = {"filter[external_reference][starts]": "northwind-"}
WITHIN_SECONDS, PATIENCE_SECONDS = 300.0, 900.0


def _northwind(system: System, folder: Path | str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT / "deploy"), "CRM_RUN_DIRECTORY": str(system.directory)}
    command = [sys.executable, "-m", "northwind", str(folder)]
    return subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _finished(running: subprocess.Popen[str]) -> str:
    with running:
        try:
            told, complaint = running.communicate(timeout=PATIENCE_SECONDS)
        finally:
            running.kill()
    assert running.returncode == 0, f"{told}\n{complaint}"
    return told


def _killed_once(system: System, folder: Path, admin: Client, collection: str, so_many: int) -> None:
    """A run that is killed as soon as there are so many of its records, and cannot say goodbye."""
    with _northwind(system, folder) as running:
        eventually(lambda: running.poll() is not None or _count(admin, collection, **OURS) >= so_many, within=120, every=0.05)
        assert running.poll() is None, "it was killed midway"
        running.kill()
        running.communicate()


def _count(admin: Client, collection: str, **only: str) -> int:
    found: int = admin.get(f"/v1/{collection}", count="exact", limit=1, **only).must(200).json["count"]
    return found


def _counts(admin: Client) -> dict[str, int]:
    return {name: _count(admin, name) for name in COLLECTIONS}


def _when_quiet(admin: Client) -> dict[str, int]:
    """The counts when nothing is on its way any more."""
    found = _counts(admin)
    while (later := _later(admin)) != found:
        found = later
    return found


def _later(admin: Client) -> dict[str, int]:
    time.sleep(2)
    return _counts(admin)


def _figures(told: str) -> dict[str, str]:
    lines = (re.match(r"  (?:ok  |WRONG) (.*?)\s{2,}(\S.*)$", line) for line in told.splitlines())
    return {line[1]: line[2].strip() for line in lines if line}


@pytest.mark.timeout(600)
def test_books_that_were_interrupted_twice_are_whole_and_a_further_run_changes_nothing(system: System, admin: Client) -> None:
    _killed_once(system, FIRST_ORDERS, admin, "orders", 40)
    _killed_once(system, FIRST_ORDERS, admin, "invoices", 60)

    first = _figures(_finished(_northwind(system, FIRST_ORDERS)))
    before = _when_quiet(admin)
    second = _figures(_finished(_northwind(system, FIRST_ORDERS)))
    after = _when_quiet(admin)

    assert (first["orders"], first["lines"], first["shipped in full"], first["open"]) == ("120", "320", "120", "0")
    assert (first["gross"], first["net of discount, rounded per line"]) == ("173 510.9", "161 154.58")
    assert (_count(admin, "orders", **OURS), _count(admin, "invoices", **OURS), _count(admin, "payments", **OURS)) == (120,) * 3
    assert first["products whose stock on hand is that of the books"] == "77"
    assert second == first
    sign_ins = after.pop("history/identity") - before.pop("history/identity")
    assert (after, sign_ins) == (before, 4)  # the administrator, and three who look at their orders


@pytest.mark.timeout(1000)
@pytest.mark.skipif(not WHOLE_BOOKS, reason="CRM_NORTHWIND names the folder with the whole books")
def test_the_whole_books_hold_within_five_minutes(system: System) -> None:
    since = time.monotonic()

    told = _figures(_finished(_northwind(system, WHOLE_BOOKS)))

    took = time.monotonic() - since
    assert told == {
        "orders": "830", "lines": "2155", "gross": "1 354 458.59", "net of discount, rounded per line": "1 265 793.29",
        "freight": "64 942.69", "shipped in full": "809", "completed": "809", "open": "21", "open and not shipped": "21",
        "open lines reserved or short": "73",
        "customer QUICK": "110 277.32", "customer ERNSH": "104 875", "customer SAVEA": "104 361.96",
        "employee 4": "232 890.89", "employee 3": "202 812.88", "employee 1": "192 107.67",
        "products whose stock on hand is that of the books": "77", "stock on hand in all": "3 119", "owed on what was paid": "0",
        "owners whose orders employee 7 sees": "1", "strangers' orders that employee 7 sees": "0",
        "owners whose orders employee 5 sees": "4", "strangers' orders that employee 5 sees": "0",
        "owners whose orders employee 2 sees": "9", "strangers' orders that employee 2 sees": "0",
    }  # fmt: skip
    assert took < WITHIN_SECONDS


def test_a_folder_that_holds_no_books_is_named_and_nothing_is_made(system: System, admin: Client, tmp_path: Path) -> None:
    before = _count(admin, "orders")

    with _northwind(system, tmp_path) as running:
        told, complaint = running.communicate(timeout=60)

    assert (running.returncode, told) == (1, "")
    assert f"{tmp_path} does not hold the books" in complaint
    assert "Traceback" not in complaint
    assert _count(admin, "orders") == before
