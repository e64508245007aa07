"""Every route, for every ready-made role, on records of one's own, of the team, below it, beside it and of another tenant.

What is expected stands in policy.csv, written by hand. A route that is not in it fails, and so does a row without a route.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from company import ROLES, Company
from policy import ELSEWHERE, Rule, read_policy
from requests_made import ask, status_of
from samples import COMMON, Samples

from crm_kit.testing.system import Client, System
from gateway.routes import ROWS
from gateway.rows import Row, served

POLICY = read_policy()
ROUTES = served(ROWS)
WHOSE = ("own", "team", "subtree", "sibling", "other")
# Lists: the kind of record each shows, and which of its fields is that record's id.
LISTED = {
    "accounts": ("account", "id"), "contacts": ("contact", "id"), "leads": ("lead", "id"), "opportunities": ("opportunity", "id"),
    "consents": ("consent", "id"), "views": ("view", "id"), "api_keys": ("api_key", "id"), "sessions": ("session", "id"),
    "users": ("user", "id"), "teams": ("team", "id"), "roles": ("role", "id"), "processes": ("process", "id"),
    "orders": ("order", "id"), "quotations": ("quotation", "id"), "tax_classes": ("tax_class", "id"),
    "terms": ("payment_terms", "id"), "price_lists": ("price_list", "id"),
    "invoices": ("invoice", "id"), "payments": ("payment", "id"),
    "shipment_notices": ("shipment_notice", "id"), "deliveries": ("delivery", "id"), "waybills": ("waybill", "id"),
    "suppliers": ("supplier", "id"), "supplier_prices": ("supplier_price", "id"), "purchase_orders": ("purchase_order", "id"),
    "receipts": ("receipt", "id"),
    "tickets": ("ticket", "id"), "ticket_journal": ("ticket", "ticket_id"), "problem_types": ("problem_type", "id"),
    "calendars": ("calendar", "id"), "service_policies": ("service_policy", "id"), "absences": ("absence", "id"),
    "escalation_rules": ("escalation_rule", "id"), "assignment_rules": ("assignment_rule", "id"),
    "ticket_clocks": ("ticket", "ticket_id"), "assets": ("asset", "id"), "agreements": ("agreement", "id"),
    "plans": ("plan", "id"), "campaigns": ("campaign", "id"), "target_lists": ("target_list", "id"),
    "budget_transfers": ("budget_transfer", "id"),
    "templates": ("template", "id"),
    "lead_rules": ("lead_rule", "id"), "forms": ("form", "id"), "submissions": ("submission", "id"),
    "reasons": ("reason", "id"), "stages": ("opportunity", "opportunity_id"), "pipeline": (None, "id"),
}  # fmt: skip
AT_ONCE = 4
GUESSES = 250
"""Tokens that one address may guess wrong within a minute, and some to spare."""


@pytest.fixture(scope="module")
def samples(company: Company, stranger: Client) -> Samples:
    return Samples(company, stranger)


def test_every_route_has_a_row_in_the_policy_and_every_row_a_route() -> None:
    assert sorted(row.operation_id for row in ROUTES) == sorted(POLICY)


def test_the_policy_speaks_of_every_ready_made_role() -> None:
    assert {tuple(rule.depths) for rule in POLICY.values()} == {ROLES}


@pytest.mark.parametrize("token", ["", "crm_0190f0c0000070008000000000000001_guess"])
def test_nobody_gets_past_any_route_without_signing_in(system: System, token: str) -> None:
    closed = [row for row in ROUTES if POLICY[row.operation_id].record != "public"]
    strangers = [system.visitor(source=f"127.0.0.{2 + number}") for number in range(1 + len(closed) // GUESSES)]
    for stranger in strangers:
        stranger.token = token

    answers = {row.operation_id: ask(strangers[at // GUESSES], row, None).status for at, row in enumerate(closed)}

    assert {operation: status for operation, status in answers.items() if status != 401} == {}


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/docs", "/v1/openapi.json"])
def test_what_everybody_may_see_needs_no_sign_in(system: System, path: str) -> None:
    assert system.visitor().get(path).status == 200


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_what_the_policy_says_and_nothing_else(
    system: System, company: Company, samples: Samples, role: str
) -> None:
    cells = [(row, whose) for row in ROUTES for whose in _owners(POLICY[row.operation_id], role)]
    records = {(row.operation_id, whose): samples.of(_kind(row), role, whose) for row, whose in cells if _kind(row)}
    look = partial(_wrong, system, company, samples, role, records)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [wrong for wrongs in pool.map(look, [cells[start::AT_ONCE] for start in range(AT_ONCE)]) for wrong in wrongs]

    assert not found, "\n".join(found)


def _kind(row: Row) -> str:
    """The kind of record that the route's address names, if it names one."""
    record = POLICY[row.operation_id].record
    return "" if record in ("-", "public", ELSEWHERE) or record in LISTED else record


def _owners(rule: Rule, role: str) -> tuple[str, ...]:
    """Whose records to try: nobody's in particular where the address names none, or where the role may do nothing at all."""
    if rule.record == ELSEWHERE:
        return ()
    if rule.record in ("-", "public") or rule.record in LISTED:
        return ("own",)
    if rule.record in COMMON:
        return ("own", "other")
    return WHOSE if rule.depths[role] != "-" else ("own", "other")


def _wrong(
    system: System, company: Company, samples: Samples, role: str, records: dict[Any, Any], cells: list[tuple[Row, str]]
) -> list[str]:  # fmt: skip
    """The cells whose answer is not the policy's."""
    client = system.visitor()
    client.token = company[role].token
    found = []
    for row, whose in cells:
        rule, record = POLICY[row.operation_id], records.get((row.operation_id, whose))
        if _kind(row) and record is None:
            continue
        answer = ask(client, row, record, company.people["mate"].id)
        expected, given = rule.answer(role, whose), status_of(row, answer)
        if given != expected:
            found.append(f"{row.method} {row.path} on {whose}: {given} instead of {expected} {answer.body[:200]!r}")
        elif given == 204:
            samples.spent(rule.record, role, whose)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_a_list_shows_what_the_policy_says_and_nothing_else(company: Company, samples: Samples, role: str) -> None:
    lists = [row for row in ROUTES if POLICY[row.operation_id].record in LISTED and row.kind in ("list", "search")]
    found = {}

    for row in lists:
        rule = POLICY[row.operation_id]
        kind, field = LISTED[rule.record]
        if kind is None or rule.depths[role] == "-":
            continue
        known = {whose: samples.of(kind, role, whose) for whose in WHOSE}
        shown = _ids(company[role], row, field)
        seen = {whose for whose, record in known.items() if record is not None and record["id"] in shown}
        wanted = {whose for whose, record in known.items() if record is not None and whose in rule.reached(role)}
        if seen != wanted:
            found[row.operation_id] = (seen, wanted)

    assert not found, "\n".join(f"{name}: {difference}" for name, difference in found.items())


def _ids(client: Client, row: Row, field: str) -> set[str]:
    """The ids of everything that a list shows, page by page."""
    shown: set[str] = set()
    cursor: str | None = None
    while True:
        asked = {"limit": 200} | ({"cursor": cursor} if cursor else {})
        path = f"/v1{row.path}"
        page = (client.get(path, **asked) if row.kind == "list" else client.post(path, asked)).must(200).json
        shown |= {str(each[field]) for each in page["data"]}
        cursor = page["next_cursor"]
        if cursor is None:
            return shown
