"""Each service starts, serves and stops alone; replicas share the work; who is killed comes back."""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from company import Company
from flow import SHIP_TO, SURE, act, goods, line_of, reserved
from flow import customer as customer_of
from made import Record, account, lead, opportunity, order, word
from tenants import environment_of

from crm_kit.testing.system import Answer, Client, System, eventually

SERVED_BY = {"identity": "/v1/users", "customers": "/v1/accounts", "sales": "/v1/leads", "inventory": "/v1/products"}
SECTIONS_OF_SALES = {"open_opportunities", "leads", "balance", "quotations", "orders", "invoices"}
REFUSED_WITHIN_SECONDS = 2.0


@pytest.fixture
def customer(company: Company) -> Record:
    """An account with an opportunity, that its owner has looked at."""
    made = account(company["sales_representative"])
    opportunity(company["sales_representative"], made["id"])
    eventually(lambda: _sections(company, made)["open_opportunities"]["data"]["data"])
    return made


def _sections(company: Company, customer: Record) -> dict[str, Any]:
    answer = company["sales_representative"].get(f"/v1/accounts/{customer['id']}/360").must(200)
    found: dict[str, Any] = answer.json["sections"]
    return found


def _timed(client: Client, path: str) -> tuple[Answer, float]:
    since = time.monotonic()
    return client.get(path), time.monotonic() - since


@pytest.mark.parametrize("service", ["customers", "sales", "inventory"])
def test_a_service_that_is_stopped_leaves_the_others_working(whole: System, company: Company, service: str) -> None:
    rep = company["sales_representative"]
    whole.command("stop", service)

    answer, seconds = _timed(rep, SERVED_BY[service])

    assert (answer.status, answer.json["code"]) == (503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert seconds < REFUSED_WITHIN_SECONDS
    others = [path for name, path in SERVED_BY.items() if name != service]
    assert {rep.get(path).status for path in others} == {200}
    whole.command("start", service)
    assert eventually(lambda: rep.get(SERVED_BY[service]).status == 200)


def test_while_identity_is_away_whoever_is_signed_in_goes_on_working(whole: System, company: Company) -> None:
    rep = company["sales_representative"]
    rep.get("/v1/me").must(200)
    whole.command("stop", "identity")

    made = lead(rep)
    refused, seconds = _timed(rep, "/v1/users")
    newcomer = whole.visitor().post("/v1/sessions", {"email": whole.access["user"], "password": whole.access["password"]})

    assert rep.get(f"/v1/leads/{made['id']}").status == 200
    assert (refused.status, newcomer.status) == (503, 503)
    assert seconds < REFUSED_WITHIN_SECONDS
    whole.command("start", "identity")
    assert eventually(lambda: whole.sign_in(whole.access["user"], whole.access["password"]).get("/v1/me").status == 200)


def test_the_whole_picture_of_a_customer_shows_old_sales_while_sales_is_away(
    whole: System, company: Company, customer: Record
) -> None:
    before = _sections(company, customer)
    whole.command("stop", "sales")

    during = _sections(company, customer)

    stale = {name for name, section in during.items() if section["stale_since"] is not None}
    assert stale == SECTIONS_OF_SALES
    assert all(during[name]["data"] == before[name]["data"] for name in SECTIONS_OF_SALES)
    whole.command("start", "sales")
    assert eventually(lambda: all(section["stale_since"] is None for section in _sections(company, customer).values()))


def test_what_happened_while_a_service_was_away_reaches_it_afterwards(whole: System, company: Company) -> None:
    rep = company["sales_representative"]
    whole.command("stop", "sales")
    made = account(rep)

    whole.command("start", "sales")

    assert opportunity(rep, made["id"])["accounts"] == [{"id": made["id"], "is_main": True}]


def test_orders_are_confirmed_while_inventory_is_away_and_reserved_when_it_is_back(whole: System, company: Company) -> None:
    rep, buyer, pump = company["sales_representative"], customer_of(company), goods(company, in_stock="5")
    draft = order(rep, buyer["id"], lines=[line_of(pump, "4")], ship_to=SHIP_TO)
    whole.command("stop", "inventory")

    sold = act(rep, "orders", draft, "confirm", SURE)
    refused = rep.post("/v1/shipment-notices", {"order_id": sold["id"]})
    whole.command("start", "inventory")

    assert (sold["status"], refused.status) == ("confirmed", 503)
    reserved(rep, sold)


def test_two_replicas_share_the_work_and_one_of_them_may_die(whole: System, company: Company) -> None:
    rep = company["sales_representative"]
    whole.command("scale", "sales", "2")
    before = _handled(whole)

    with ThreadPoolExecutor(8) as pool:
        statuses = sum(pool.map(_ask_often, [_another(whole, rep) for _ in range(8)]), Counter[int]())

    shares = {name: count - before[name] for name, count in _handled(whole).items()}
    assert set(statuses) == {200}, statuses
    assert sorted(shares) == ["sales", "sales.2"]
    assert min(shares.values()) >= 20, shares
    whole.command("scale", "sales", "1")
    rep.get("/v1/leads").must(200)


def _another(system: System, client: Client) -> Client:
    """The same person with a connection of its own."""
    another = system.visitor()
    another.token = client.token
    return another


def _ask_often(client: Client) -> Counter[int]:
    return Counter(client.get("/v1/leads", limit=1).status for _ in range(25))


def _handled(system: System) -> dict[str, float]:
    """How many calls each process of sales has answered, by its own count."""
    found = {}
    for name in ("sales", "sales.2"):
        metrics = Client(f"http://127.0.0.1:{environment_of(system, name)['CRM_METRICS_PORT']}")
        lines = metrics.get("/metrics").must(200).body.decode().splitlines()
        metrics.close()
        found[name] = sum(
            float(line.rpartition(" ")[2]) for line in lines if "_count{" in line and 'operation="list_leads"' in line
        )
    return found


@pytest.mark.parametrize("process", ["sales", "gateway", "relay"])
def test_a_process_that_is_killed_is_started_again_and_serves(system: System, company: Company, process: str) -> None:
    rep, before = company["sales_representative"], _entry(system, process)

    os.kill(before["pid"], signal.SIGKILL)

    eventually(lambda: _entry(system, process)["restarts"] > before["restarts"], within=10)
    body, key = {"company_or_person": f"Enquirer {word()}", "source": "web", "email": f"{word()}@example.com"}, word()
    made = eventually(lambda: _made(rep, body, key), within=20)
    deal = opportunity(rep, account(rep)["id"])
    assert rep.get(f"/v1/leads/{made['id']}").must(200).json["company_or_person"] == body["company_or_person"]
    assert deal["status"] == "open"


def _entry(system: System, process: str) -> dict[str, Any]:
    """What the supervisor says of a process."""
    record = json.loads((system.directory / "supervisor.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = next(one for one in record["processes"] if one["name"] == process)
    return found


def _made(client: Client, body: Record, key: str) -> Record | None:
    """The lead, however often it takes: the key makes repeats safe."""
    try:
        answer = client.post("/v1/leads", body, Idempotency_Key=key)
    except OSError:
        client.close()
        return None
    return answer.json if answer.status == 201 else None
