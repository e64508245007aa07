"""What the running system needs and leaves behind: little memory, and no secret in any log."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

from company import Company
from made import match, word
from tenants import environment_of

from crm_kit.testing.system import Client, System, eventually

MOST_BYTES, MOST_BYTES_FOR_ALL_SERVICES = 180_000_000, 180_000_000
SERVICES = ("identity", "customers", "sales", "inventory", "marketing", "service_desk")
OURS = ("supervisor", "gateway", "relay", *SERVICES)
# Each of them is one process that has every service loaded.
FOR_ALL_SERVICES = ("scheduler", "imports")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def test_no_process_of_ours_takes_more_than_180_mb_after_all_the_stories(system: System) -> None:
    assert {name: size for name, size in _sizes(system, OURS).items() if size > MOST_BYTES} == {}


def test_what_works_for_all_services_takes_no_more_than_180_mb(system: System) -> None:
    sizes = _sizes(system, FOR_ALL_SERVICES)

    assert {name: size for name, size in sizes.items() if size > MOST_BYTES_FOR_ALL_SERVICES} == {}


def _sizes(system: System, names: tuple[str, ...]) -> dict[str, int]:
    """The bytes that each process of these parts holds."""
    rows = [line.split() for line in system.command("status").splitlines()[1:]]
    pids = {row[0]: int(row[1]) for row in rows if row[0] in names}
    assert set(pids) == set(names)
    return {f"{name} {pid}": _resident(pid) for name, first in pids.items() for pid in _family(first)}


def _family(pid: int) -> list[int]:
    """A process and all that it started, but not what the supervisor runs on behalf of others."""
    if "native.supervisor" in Path(f"/proc/{pid}/cmdline").read_text():
        return [pid]
    children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    return [pid, *(each for child in children for each in _family(child))]


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES


def test_no_password_and_no_token_is_in_any_log_metric_or_history(system: System, company: Company) -> None:
    secrets = _spread_canaries(system, company)
    secrets["the administrator's password"] = system.access["password"]
    eventually(lambda: b"/sessions" in (system.directory / "logs" / "gateway.log").read_bytes())
    time.sleep(0.5)

    texts = {path.name: path.read_bytes() for path in _logs(system) if path.is_file()}
    texts |= {f"metrics of {name}": _metrics(system, name) for name in (*SERVICES, "relay")}
    texts["metrics of gateway"] = system.visitor().get("/metrics").must(200).body
    texts |= {
        name: company.admin.get(f"/v1/history/{name}", limit=200).must(200).body for name in ("identity", "sales", "inventory")
    }

    assert {"gateway.log", "identity.log", "sales.log", "customers.log", "relay.log", "postgres.log"} <= set(texts)
    assert [(secret, where) for where, text in texts.items() for secret, canary in secrets.items() if canary.encode() in text] == []


def _logs(system: System) -> Iterator[Path]:
    """Those of our processes, and of the servers wherever they keep theirs."""
    yield from system.directory.rglob("*.log*")
    for server in ("postgres", "rabbitmq", "redis"):
        kept = json.loads((system.directory / f"{server}.json").read_text(encoding="utf-8"))["data"]
        yield from Path(kept).rglob("*.log*")


def _metrics(system: System, process: str) -> bytes:
    client = Client(f"http://127.0.0.1:{environment_of(system, process)['CRM_METRICS_PORT']}")
    body = client.get("/metrics").must(200).body
    client.close()
    return body


def test_logs_and_what_the_system_knows_are_readable_by_their_owner_only(system: System) -> None:
    files = [path for folder in (system.directory, system.directory / "logs") for path in folder.iterdir() if path.is_file()]
    private = [path for path in files if path.suffix in (".json", ".log") or path.name == "secrets"]

    assert len(private) >= 8
    assert [path.name for path in private if path.stat().st_mode & 0o077] == []


def _spread_canaries(system: System, company: Company) -> dict[str, str]:
    """Send passwords and tokens on every way they can go, right ones and wrong ones."""
    visitor, email = system.visitor(), f"{word()}@stories.example"
    canary = {name: f"canary {name} {word()}" for name in ("first password", "second password", "wrong password", "misplaced")}
    body = {"email": email, "name": "Tweety", "password": canary["first password"], "must_change_password": False}
    user = company.admin.post("/v1/users", body).must(201).json
    visitor.post("/v1/sessions", {"email": email, "password": canary["wrong password"]}).must(401)
    visitor.post("/v1/sessions", {"email": email, "pasword": canary["misplaced"]}).must(422)
    signed_in = system.sign_in(email, canary["first password"])
    change = {"current_password": canary["first password"], "new_password": canary["second password"]}
    fresh = signed_in.post("/v1/me/actions/change-password", change).must(200).json["token"]
    limits = [{"permission": "sales.lead.read", "depth": "own"}]
    key = company["sales_representative"].post("/v1/api-keys", {"name": "Canary", "limits": limits}).must(201).json["token"]
    for token in (fresh, key, f"{key}x"):
        client = system.visitor()
        client.token = token
        client.get("/v1/leads")
        client.post("/v1/leads", {"token": token})
    reset = company.admin.post(f"/v1/users/{user['id']}/actions/reset-password", {}, **_present(company, user["id"])).must(200).json
    tokens = {"session": signed_in.token, "fresh session": fresh, "API key": key, "reset password": reset["initial_password"]}
    return canary | tokens


def _present(company: Company, user_id: str) -> dict[str, str]:
    return match(company.admin.get(f"/v1/users/{user_id}").must(200).json)
