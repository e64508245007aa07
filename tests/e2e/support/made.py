"""Records that stories begin with; every name is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from crm_kit.testing.system import Answer, Client, eventually

Record = dict[str, Any]
DAY = {"kind": "charge", "name": "Training", "qty": "1", "unit_price": "100.00"}
SOON = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)).isoformat()


def word() -> str:
    """A word that nobody has used."""
    return uuid4().hex[:12]


def match(record: Record) -> dict[str, str]:
    """The header that says which version is meant."""
    return {"If_Match": f'"{record["version"]}"'}


def lead(client: Client, **more: Any) -> Record:
    mark = word()
    body = {"company_or_person": f"Enquirer {mark}", "source": "web", "email": f"ask@{mark}.example", "contact_name": "Ada Byron"}
    made: Record = client.post("/v1/leads", body | more).must(201).json
    return made


def ticket(client: Client, **more: Any) -> Record:
    body = {"subject": f"Question {word()}", "nature": "consultation", "source": "phone"}
    made: Record = client.post("/v1/tickets", body | more).must(201).json
    return made


def account(client: Client, **more: Any) -> Record:
    made: Record = client.post("/v1/accounts", {"name": f"Account {word()}"} | more).must(201).json
    return made


def contact(client: Client, **more: Any) -> Record:
    mark = word()
    body = {"full_name": f"Contact {mark}", "emails": [{"address": f"me@{mark}.example"}]}
    made: Record = client.post("/v1/contacts", body | more).must(201).json
    return made


def opportunity(client: Client, account_id: str, **more: Any) -> Record:
    body = {
        "name": f"Deal {word()}", "accounts": [{"id": account_id, "is_main": True}], "close_date": SOON, "next_step": "call",
        "next_step_date": SOON, "amount": {"amount": "1000.00", "currency": "CNY"},
    }  # fmt: skip
    made: Record = once_known(lambda: client.post("/v1/opportunities", body | more)).must(201).json
    return made


def once_known(ask: Callable[[], Answer]) -> Answer:
    """The answer to a request that names a record of another service, once this one has heard of it."""

    def answer() -> Answer | None:
        given = ask()
        return None if given.status == 422 and given.json["code"].startswith("unknown_") else given

    found: Answer = eventually(answer)
    return found


def training(client: Client, account_id: str, **more: Any) -> Record:
    """A confirmed order of a day's training, of which all can be invoiced."""
    draft = order(client, account_id, **more)
    sure = {"confirm_warnings": True}
    confirmed: Record = client.post(f"/v1/orders/{draft['id']}/actions/confirm", sure, **match(draft)).must().json
    return confirmed


def order(client: Client, account_id: str, **more: Any) -> Record:
    """A draft of a day's training."""
    body = {"account_id": account_id, "lines": [DAY]} | more
    made: Record = once_known(lambda: client.post("/v1/orders", body)).must(201).json
    return made


def quotation(client: Client, account_id: str, **more: Any) -> Record:
    """A draft of a day's training."""
    body = {"account_id": account_id, "lines": [DAY]} | more
    made: Record = once_known(lambda: client.post("/v1/quotations", body)).must(201).json
    return made


def revision(client: Client, account_id: str, **more: Any) -> Record:
    """The second revision of a quotation, a draft."""
    first = quotation(client, account_id, **more)
    first = client.post(f"/v1/quotations/{first['id']}/actions/submit", **match(first)).must().json
    made: Record = client.post(f"/v1/quotations/{first['id']}/actions/revise", **match(first)).must().json
    return made


def invoice(client: Client, account_id: str, **more: Any) -> Record:
    """A draft for a day's training; `more` is said of its order."""
    sold = training(client, account_id, **more)
    made: Record = client.post("/v1/invoices", {"orders": [sold["id"]]}).must(201).json
    return made


def payment(client: Client, account_id: str, **more: Any) -> Record:
    """A draft."""
    body = {"account_id": account_id, "amount": {"amount": "10.00", "currency": "CNY"}, "method": "bank"}
    made: Record = once_known(lambda: client.post("/v1/payments", body | more)).must(201).json
    return made


def known_account(client: Client, **more: Any) -> Record:
    """An account that sales has heard of."""
    made = account(client, **more)
    eventually(lambda: client.get(f"/v1/accounts/{made['id']}/balance").status == 200)
    return made


def converted(client: Client, enquiry: Record, **more: Any) -> Record:
    """A lead of the client's own, accepted and converted: what the conversion answered."""
    accepted = client.post(f"/v1/leads/{enquiry['id']}/actions/accept", **match(enquiry)).must().json
    chance = {"name": f"Deal {word()}", "close_date": SOON, "next_step": "call", "next_step_date": SOON}
    body = {"opportunity": chance} | more
    done: Record = client.post(f"/v1/leads/{enquiry['id']}/actions/convert", body, **match(accepted)).must().json
    return done
