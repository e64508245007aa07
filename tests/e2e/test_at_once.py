"""What many do at the same time: stock, shipments, payments and quotations are given out once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

from company import Company
from flow import (
    SHIP_TO,
    act,
    confirmed,
    customer,
    goods,
    invoiced,
    line_of,
    money,
    packed,
    released,
    reserved,
    show,
    stock_of,
)
from made import Record, match, quotation, training, word
from tenants import environment_of

from crm_kit.testing.system import Answer, Client, System, eventually

CLIENTS, PIECES = 200, 50
PATIENCE_SECONDS = 60.0


def test_200_clients_who_want_the_last_50_pieces_get_exactly_50_from_two_processes(whole: System, company: Company) -> None:
    warehouse, pump = company["warehouse"], goods(company, in_stock=str(PIECES))
    whole.command("scale", "inventory", "2")
    before = _served(whole)

    answers = _at_once([lambda client, key=key: _reserve(client, pump, key) for key in _keys(CLIENTS)], whole, warehouse)

    assert Counter(answer.status for answer in answers) == {201: PIECES, 409: CLIENTS - PIECES}
    assert {answer.json["code"] for answer in answers if answer.status == 409} == {"insufficient_stock"}
    assert len({answer.json["id"] for answer in answers if answer.status == 201}) == PIECES
    assert stock_of(warehouse, pump) == (PIECES, PIECES)
    assert _ledger(warehouse, pump) == PIECES
    assert min(count - before[name] for name, count in _served(whole).items()) > 0, "both processes took part"


def _reserve(client: Client, pump: Record, key: str) -> Answer:
    return client.post("/v1/reservations", {"product_id": pump["id"], "qty": "1"}, Idempotency_Key=key)


def _ledger(client: Client, product: Record) -> Decimal:
    """What the ledger says lies in warehouses."""
    rows = client.get("/v1/stock/ledger", **{"filter[product_id]": product["id"], "limit": 200}).must(200).json["data"]
    return sum((Decimal(row["qty"]) for row in rows if row["warehouse_id"]), Decimal(0))


def _served(system: System) -> dict[str, float]:
    """How many reservations each process of inventory has decided about, by its own count."""
    found = {}
    for name in ("inventory", "inventory.2"):
        metrics = Client(f"http://127.0.0.1:{environment_of(system, name)['CRM_METRICS_PORT']}")
        lines = metrics.get("/metrics").must(200).body.decode().splitlines()
        metrics.close()
        counts = [line for line in lines if "_count{" in line and 'operation="reserve_stock"' in line]
        found[name] = sum(float(line.rpartition(" ")[2]) for line in counts)
    return found


def test_a_delivery_that_is_shipped_twice_at_once_moves_stock_once(system: System, company: Company) -> None:
    rep, warehouse = company["sales_representative"], company["warehouse"]
    for keys in (_keys(2), _keys(1) * 2):
        pump = goods(company, in_stock="7")
        delivery = packed(warehouse, released(rep, reserved(rep, confirmed(rep, customer(company), line_of(pump, "5")))))

        answers = _act_at_once(system, warehouse, "deliveries", delivery, "ship", [{} for _ in keys], keys)

        _assert_one_took_place(answers, keys)
        assert show(warehouse, "deliveries", delivery)["status"] == "shipped"
        assert stock_of(warehouse, pump) == (2, 0)
        assert _ledger(warehouse, pump) == 2


def test_a_payment_that_is_allocated_twice_at_once_is_allocated_once(system: System, company: Company) -> None:
    rep, finance = company["sales_representative"], company["finance"]
    for keys in (_keys(2), _keys(1) * 2):
        buyer = customer(company)
        bills = [invoiced(finance, training(rep, buyer["id"], customer_reference=word())) for _ in range(2)]
        told = {"account_id": buyer["id"], "amount": money("100.00"), "method": "bank", "post": True}
        payment = finance.post("/v1/payments", told).must(201).json
        bodies = [{"allocations": [{"invoice_id": bill["id"], "amount": money("100.00")}]} for bill in bills]
        bodies = bodies if len(set(keys)) == 2 else [bodies[0]] * 2

        answers = _act_at_once(system, finance, "payments", payment, "allocate", bodies, keys)

        _assert_one_took_place(answers, keys)
        settled = show(finance, "payments", payment)
        assert (settled["allocated"], settled["unallocated"]) == (money("100.00"), money("0.00"))
        assert len(settled["allocations"]) == 1
        assert sorted(show(finance, "invoices", bill)["open"]["amount"] for bill in bills) == ["0.00", "100.00"]


def test_two_payments_at_once_do_not_settle_an_invoice_twice(system: System, company: Company) -> None:
    rep, finance = company["sales_representative"], company["finance"]
    buyer = customer(company)
    bill = invoiced(finance, training(rep, buyer["id"]))
    body = {"account_id": buyer["id"], "amount": money("100.00"), "method": "bank", "post": True}
    body |= {"allocations": [{"invoice_id": bill["id"], "amount": money("100.00")}]}
    payments = [body | {"bank_reference": word()} for _ in range(2)]

    answers = _at_once([lambda client, told=told: client.post("/v1/payments", told) for told in payments], system, finance)

    assert sorted(answer.status for answer in answers) == [201, 422]
    assert next(answer.json["code"] for answer in answers if answer.status == 422) == "over_allocated"
    assert show(finance, "invoices", bill)["open"]["amount"] == "0.00"


def test_a_quotation_that_is_accepted_or_ordered_twice_at_once_gives_one_order(system: System, company: Company) -> None:
    rep = company["sales_representative"]
    for keys in (_keys(2), _keys(1) * 2):
        buyer, pump = customer(company), goods(company)
        offer = quotation(rep, buyer["id"], lines=[line_of(pump, "2")], ship_to=SHIP_TO)
        for step in ("submit", "send"):
            offer = act(rep, "quotations", offer, step)

        accepted = _act_at_once(system, rep, "quotations", offer, "accept", [{}, {}], keys)
        ordered = _act_at_once(system, rep, "quotations", show(rep, "quotations", offer), "create-order", [{}, {}], keys)

        _assert_one_took_place(accepted, keys)
        _assert_one_took_place(ordered, keys)
        sold = rep.get("/v1/orders", **{"filter[account_id]": buyer["id"]}).must(200).json["data"]
        assert [(each["status"], each["total"]["amount"]) for each in sold] == [("draft", "200.00")]
        assert show(rep, "quotations", offer)["status"] == "ordered"


def test_orders_that_are_confirmed_at_once_do_not_pass_the_credit_limit_together(system: System, company: Company) -> None:
    rep = company["sales_representative"]
    buyer, pump = customer(company, limit="250.00"), goods(company, in_stock="9", kind="goods")
    drafts = [_draft(rep, buyer, pump) for _ in range(4)]

    answers = _at_once([lambda client, draft=draft: _confirm(client, draft) for draft in drafts], system, rep)

    assert Counter(answer.json["status"] for answer in answers) == {"confirmed": 2, "pending_approval": 2}


def _draft(rep: Client, buyer: Record, pump: Record) -> Record:
    body = {"account_id": buyer["id"], "lines": [line_of(pump, "1")], "ship_to": SHIP_TO}
    made: Record = eventually(lambda: (answer := rep.post("/v1/orders", body)).status == 201 and answer.json)
    return made


def _confirm(client: Client, draft: Record) -> Answer:
    return client.post(f"/v1/orders/{draft['id']}/actions/confirm", {"confirm_warnings": True}, **match(draft))


# --- at once ---------------------------------------------------------------------------------------------------------


def _keys(count: int) -> list[str]:
    return [word() for _ in range(count)]


def _act_at_once(
    system: System, client: Client, collection: str, record: Record, action: str, bodies: Sequence[Record], keys: Sequence[str]
) -> list[Answer]:  # fmt: skip
    """The answers to the same action on the same version, by as many clients as there are keys."""
    path = f"/v1/{collection}/{record['id']}/actions/{action}"

    def asker(body: Record, key: str) -> Callable[[Client], Answer]:
        return lambda own: own.post(path, body, Idempotency_Key=key, **match(record))

    return _at_once([asker(body, key) for body, key in zip(bodies, keys, strict=True)], system, client)


def _at_once(requests: Sequence[Callable[[Client], Answer]], system: System, client: Client) -> list[Answer]:
    """The answers to requests that are sent in the same moment, each over a connection of its own."""
    ready = Barrier(len(requests))

    def send(request: Callable[[Client], Answer]) -> Answer:
        own = Client(system.url, client.token)
        own.get("/livez").must(200)
        ready.wait(PATIENCE_SECONDS)
        answer: Answer = eventually(lambda: _decided(request(own)), within=PATIENCE_SECONDS, every=0.2)
        own.close()
        return answer

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def _decided(answer: Answer) -> Answer | None:
    """The answer, unless it says to ask again with the same key: that everybody is busy, or at work on it."""
    busy = answer.status in (429, 503) or (answer.status == 409 and json.loads(answer.body)["code"] == "in_progress")
    return None if busy else answer


def _assert_one_took_place(answers: Sequence[Answer], keys: Sequence[str]) -> None:
    """One of them, or with one key the same one for all."""
    statuses = sorted(answer.status for answer in answers)
    if len(set(keys)) == 1:
        assert (statuses, answers[0].json) == ([200, 200], answers[1].json)
    else:
        assert statuses in ([200, 409], [200, 412], [200, 422]), [answer.json for answer in answers]
