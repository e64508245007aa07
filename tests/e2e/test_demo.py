"""`make demo`: a small demo company is loaded, can be interrupted, and a second run changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from crm_kit.testing.system import CHECKOUT, Client, System, eventually

ACCOUNTS = 30
COLLECTIONS = (
    "accounts", "contacts", "leads", "opportunities", "users", "teams", "consents", "exchange-rates", "processes", "tickets",
    "campaigns", "target-lists", "forms",
)  # fmt: skip
AGAIN_WITHIN_SECONDS = 5.0


def _demo(system: System) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT / "deploy"), "CRM_RUN_DIRECTORY": str(system.directory)}
    command = [sys.executable, "-m", "demo", "--accounts", str(ACCOUNTS)]
    return subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _finished(running: subprocess.Popen[str]) -> str:
    told, complaint = running.communicate(timeout=90)
    assert running.returncode == 0, complaint
    return told


def _counts(admin: Client) -> dict[str, int]:
    return {name: _count(admin, name) for name in COLLECTIONS}


def _count(admin: Client, collection: str) -> int:
    found: int = admin.get(f"/v1/{collection}", count="exact", limit=1).must(200).json["count"]
    return found


def _events(admin: Client) -> int:
    """How many changes the histories of all services tell of."""
    services = ("identity", "customers", "sales")
    return sum(_count(admin, f"history/{name}") for name in services)


def test_a_load_that_was_interrupted_goes_on_and_a_further_one_changes_nothing(system: System, admin: Client) -> None:
    before = _counts(admin)
    with _demo(system) as interrupted:
        eventually(lambda: _count(admin, "accounts") >= before["accounts"] + 5, within=60, every=0.1)
        interrupted.kill()
        interrupted.communicate()

    first = _finished(_demo(system))
    eventually(lambda: _count(admin, "accounts") == before["accounts"] + ACCOUNTS)
    loaded, changes = _counts(admin), _events(admin)
    since = time.monotonic()
    second = _finished(_demo(system))

    assert time.monotonic() - since < AGAIN_WITHIN_SECONDS
    assert (_counts(admin), _events(admin)) == (loaded, changes + 1)  # the history tells of the sign-in
    assert "there already" in second
    assert loaded["teams"] - before["teams"] == 4
    assert loaded["users"] - before["users"] == 14
    assert loaded["campaigns"] - before["campaigns"] == 3
    assert loaded["tickets"] - before["tickets"] == 7
    email, password = next(line.split()[:2] for line in first.splitlines() if "sales_manager" in line)
    manager = system.sign_in(email, password)
    assert 0 < manager.get("/v1/opportunities/funnel").must(200).json["count"] < loaded["opportunities"]
