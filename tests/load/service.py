"""Tickets, target lists and mailings for the bench: a work list of 10 000, 100 000 contacts to choose from, 5 000 letters."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from client import Request
from data import ACCOUNTS, clone, connect, count

from crm_kit.testing.system import Client, System, eventually

TICKETS = 10_000
CONTACTS = ACCOUNTS
LETTERS = 5_000
MOST_SECONDS = 3.0
SENT_WITHIN_SECONDS = 600.0
_ID = "md5('{}' || n)::uuid"
_LETTER = "Dear {{contact.first_name|customer}},\n\nnews for {{contact.name}} of {{account.name|your company}}."
Record = dict[str, Any]


class Desk:
    """Open tickets in great numbers."""

    def __init__(self, system: System, admin: Client):
        with connect(system, "service_desk") as desk:
            if count(desk, "tickets") < TICKETS:
                made = admin.post("/v1/tickets", _question()).must(201).json
                self._clone(desk, made["id"])

    @staticmethod
    def _clone(desk: Any, ticket_id: str) -> None:
        """Each runs out a minute after the one before."""
        due = "t.due_by + n * interval '1 minute'"
        named = {"number": "'T-2000-' || lpad(n::text, 6, '0')", "subject": "'Question ' || n", "search_text": "'question ' || n"}
        clone(desk, "tickets", ticket_id, TICKETS, {"id": _ID.format("ticket"), "due_by": due, "next_due": due, **named})
        desk.execute("VACUUM ANALYZE")

    @staticmethod
    def creations() -> Iterator[Request]:
        """Each has its entitlement looked up, is given to somebody by the rules, and its clocks begin."""
        while True:
            yield Request("POST", "/v1/tickets", _question(), {"Idempotency-Key": uuid4().hex}, 201, b'"next_due":"')


def _question() -> Record:
    return {"subject": f"Question {uuid4().hex}", "nature": "fault", "source": "phone", "urgency": "high"}


class Outreach:
    """Contacts whom marketing knows in great numbers; the first of them get letters."""

    def __init__(self, system: System, admin: Client):
        self.system, self.admin = system, admin
        mark = {"full_name": "Bench Reader", "emails": [{"address": "reader@bench.example"}]}
        made = admin.post("/v1/contacts", mark, Idempotency_Key="bench-reader").must(201).json
        with connect(system, "marketing") as marketing:
            known = "SELECT 1 FROM contact_copies WHERE id = %s"
            eventually(lambda: marketing.execute(known, (made["id"],)).fetchone(), within=30)
            if count(marketing, "contact_copies") < CONTACTS:
                self._clone(marketing, made["id"])

    @staticmethod
    def _clone(marketing: Any, contact_id: str) -> None:
        name = f"CASE WHEN n <= {LETTERS} THEN 'Addressee ' ELSE 'Person ' END || n"
        address = "'reader' || n || '@bench.example'"
        clone(marketing, "contact_copies", contact_id, CONTACTS, {
            "id": _ID.format("contact"), "name": name, "email": address, "emails": f"ARRAY[{address}]",
            "title": "(ARRAY['Buyer', 'Engineer', 'Manager', 'Owner'])[1 + n %% 4]",
        })  # fmt: skip
        marketing.execute("VACUUM ANALYZE")

    def choosing(self) -> Iterator[str]:
        """A list by several conditions: how many, some of them, and who of them could be written to."""
        where = {"and": [{"field": "has_email", "value": True}, {"field": "title", "op": "in", "value": ["Buyer", "Owner"]},
                         {"field": "order_count", "value": 0}, {"field": "open_tickets", "value": 0}]}  # fmt: skip
        since = time.perf_counter()
        found = (
            self.admin.post("/v1/target-lists/actions/preview", {"where": where, "legal_basis": "legitimate_interest"}).must().json
        )
        spent = time.perf_counter() - since
        yield f"target list over {CONTACTS} contacts    {spent:.2f} s, {found['count']} chosen   (target {MOST_SECONDS:.0f} s)"

    def mailing(self) -> Iterator[str]:
        """From the launch until the last letter was handed over; nobody gets two."""
        campaign, since = self._approved(), time.perf_counter()
        _act(self.admin, campaign, "launch")
        planned = time.perf_counter() - since
        path = f"/v1/campaigns/{campaign['id']}/counters"
        eventually(lambda: self.admin.get(path).must().json["sent"] >= LETTERS, within=SENT_WITHIN_SECONDS, every=0.5)
        spent = time.perf_counter() - since
        yield f"{LETTERS} letters into the ledger       {planned:.2f} s"
        yield f"… and handed over, each once       {spent:.1f} s, {LETTERS / spent:.0f}/s"

    def _approved(self) -> Record:
        """A campaign for the addressees, ready to be launched; somebody else than its author has approved it."""
        chosen = {"name": f"Addressees {uuid4().hex}", "where": {"field": "name", "op": "starts", "value": "Addressee "}}
        target = self.admin.post("/v1/target-lists", chosen).must(201).json
        letter = {"name": "Bench", "subject": "News for {{contact.name}}", "text": _LETTER}
        template = self.admin.post("/v1/templates", letter).must(201).json
        today = dt.datetime.now(dt.UTC).date()
        body = {
            "name": f"Bench {uuid4().hex}", "starts_on": today.isoformat(), "ends_on": (today + dt.timedelta(days=2)).isoformat(),
            "list_id": target["id"], "legal_basis": "legitimate_interest", "sender_email": "news@bench.example",
            "steps": [{"template_id": template["id"]}],
        }  # fmt: skip
        made = self.admin.post("/v1/campaigns", body).must(201).json
        return _act(self._superior(), _act(self.admin, made, "submit"), "approve")

    def _superior(self) -> Client:
        """Another administrator."""
        role = next(
            each["id"] for each in self.admin.get("/v1/roles", limit=200).must().json["data"] if each["key"] == "administrator"
        )
        person = {"email": f"{uuid4().hex}@bench.example", "name": "Superior", "role_ids": [role], "password": uuid4().hex}
        self.admin.post("/v1/users", {**person, "must_change_password": False}).must(201)
        return self.system.sign_in(person["email"], person["password"])


def _act(client: Client, campaign: Record, action: str) -> Record:
    path, version = f"/v1/campaigns/{campaign['id']}/actions/{action}", f'"{campaign["version"]}"'
    done: Record = client.post(path, If_Match=version).must().json
    return done
