"""A hundred thousand accounts and ten thousand opportunities, cloned inside the database from ones made through the API."""

from __future__ import annotations

from hashlib import md5
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from crm_kit.private_servers import PrivateServers
from crm_kit.testing.system import Client, System, eventually

ACCOUNTS = 100_000
OPPORTUNITIES = 10_000
SYLLABLES = [a + b + c for a in "bdfghklmnr" for b in "aeiou" for c in "klmnprstvx"]
_Connection = psycopg.Connection[tuple[Any, ...]]


def name_of(number: int) -> str:
    """The name of the account with this number: three of 500 syllables and the number, so that two of them name a few accounts."""
    parts = [SYLLABLES[place % 500] for place in (number, number // 500, number * 7)]
    return "".join(parts).capitalize() + f" Works {number}"


def id_of(kind: str, number: int) -> str:
    """The id of a cloned row, the same as `_ID` makes in SQL."""
    return str(UUID(md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest()))


def connect(system: System, service: str) -> _Connection:
    """The database of a service, as the server's administrator."""
    url = make_url(PrivateServers.below(system.directory).postgres.url).set(database=service)
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


def load(system: System) -> None:
    """Fill the system once; a second call finds everything there."""
    admin = system.administrator
    with connect(system, "customers") as customers, connect(system, "sales") as sales:
        if count(customers, "accounts") >= ACCOUNTS:
            return
        account = template_account(admin)
        clone_accounts(customers, account)
        opportunity = template_opportunity(admin, sales, account)
        clone_opportunities(sales, opportunity)
        for connection in (customers, sales):
            connection.execute("VACUUM ANALYZE")


def count(connection: _Connection, table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def template_account(admin: Client) -> str:
    body = {
        "name": "Template Works", "region": "North", "industry": "Machines", "level": "B",
        "addresses": [{"type": "billing", "line1": "1 Main Street", "city": "Lyon", "country": "FR"}],
        "contacts": [{"full_name": "Tem Plate", "emails": [{"address": "tem@plate.example"}], "is_primary": True}],
    }  # fmt: skip
    made = admin.post("/v1/accounts", body, Idempotency_Key="bench-account").must(201)
    return str(made.json["id"])


def template_opportunity(admin: Client, sales: _Connection, account_id: str) -> str:
    eventually(lambda: sales.execute("SELECT 1 FROM account_copies WHERE id = %s", (account_id,)).fetchone(), within=30)
    body = {
        "name": "Template deal", "accounts": [{"id": account_id, "is_main": True}], "close_date": "2999-12-31",
        "amount": {"amount": "1000.00", "currency": "CNY"}, "next_step": "Call", "next_step_date": "2999-01-01",
    }  # fmt: skip
    made = admin.post("/v1/opportunities", body, Idempotency_Key="bench-opportunity").must(201)
    return str(made.json["id"])


def clone_accounts(connection: _Connection, source: str) -> None:
    name = " || ".join(f"(%(syllables)s::text[])[1 + ({place}) %% 500]" for place in ("n", "n / 500", "n * 7"))
    name = f"initcap({name}) || ' Works ' || n"
    found = connection.execute("SELECT contact_id, id FROM account_contacts WHERE account_id = %s", (source,)).fetchone()
    assert found is not None
    contact, link = found
    clone(connection, "accounts", source, ACCOUNTS, {
        "id": _ID.format("account"), "number": "'A-2000-' || lpad(n::text, 6, '0')", "name": name,
        "name_key": f"lower({name})", "search_text": f"lower({name}) || ' a-2000-' || n",
    })  # fmt: skip
    clone(
        connection,
        "contacts",
        contact,
        ACCOUNTS,
        {
            "id": _ID.format("contact"),
            "full_name": "'Person ' || n",
            "search_text": "'person ' || n",
        },
    )
    clone(connection, "account_contacts", link, ACCOUNTS, {
        "id": _ID.format("link"), "account_id": _ID.format("account"), "contact_id": _ID.format("contact"),
    })  # fmt: skip
    connection.execute(
        "INSERT INTO match_keys (tenant_id, key, record_id, is_exact)"
        " SELECT tenant_id, 'name:' || lower(name), id, false FROM accounts ON CONFLICT DO NOTHING"
    )


def clone_opportunities(connection: _Connection, source: str) -> None:
    found = connection.execute("SELECT id FROM opportunity_accounts WHERE opportunity_id = %s", (source,)).fetchone()
    assert found is not None
    changed = {"amount_value": "n", "base_amount_value": "n", "stage_entered_at": "t.stage_entered_at - n * interval '1 minute'"}
    clone(connection, "opportunities", source, OPPORTUNITIES, {"id": _ID.format("opportunity"), "name": "'Deal ' || n", **changed})
    buyer = {"id": _ID.format("buyer"), "opportunity_id": _ID.format("opportunity")}
    clone(connection, "opportunity_accounts", found[0], OPPORTUNITIES, buyer)


_ID = "md5('{}' || n)::uuid"


def clone(connection: _Connection, table: str, source: Any, times: int, changed: dict[str, str]) -> None:
    """Copy one row many times; `changed` gives SQL over the copy's number `n` for the columns that differ."""
    query = (
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public'"
        " AND is_generated = 'NEVER' AND is_identity = 'NO'"
    )
    columns = [row[0] for row in connection.execute(query, (table,)).fetchall()]
    values = [changed.get(column, f't."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    rows = f"FROM {table} t, generate_series(1, {times}) n WHERE t.id = %(source)s"
    statement = f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} {rows}"
    connection.execute(statement.encode(), {"source": source, "syllables": SYLLABLES})
