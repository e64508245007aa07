"""Plans, budgets, lists and campaigns that stories begin with; every name is new."""

from __future__ import annotations

import datetime as dt
from typing import Any

from made import Record, word

from crm_kit.testing.system import Client

_TODAY = dt.datetime.now(dt.UTC).date()
PERIOD = {"starts_on": _TODAY.isoformat(), "ends_on": (_TODAY + dt.timedelta(days=60)).isoformat()}
EVERYBODY = {"field": "has_email", "op": "in", "value": [True, False]}


def yuan(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def plan(client: Client, **more: Any) -> Record:
    made: Record = client.post("/v1/plans", {"name": f"Plan {word()}", **PERIOD} | more).must(201).json
    return made


def campaign(client: Client, **more: Any) -> Record:
    made: Record = client.post("/v1/campaigns", {"name": f"Campaign {word()}", **PERIOD} | more).must(201).json
    return made


def target_list(client: Client, **more: Any) -> Record:
    made: Record = client.post("/v1/target-lists", {"name": f"List {word()}", "where": EVERYBODY} | more).must(201).json
    return made


def budget(client: Client, holder: Record, amount: str) -> None:
    """So much for media."""
    lines = [{"cost_type": "media", "amount": yuan(amount)}]
    client.post(f"/v1/budgets/{holder['id']}/actions/plan", {"lines": lines}).must(200)


def cost(client: Client, **more: Any) -> Record:
    """A cost that was paid, of a campaign."""
    holder = campaign(client, **more)
    budget(client, holder, "10.00")
    body = {"step": "actual", "cost_type": "media", "amount": yuan("10.00")}
    made: Record = client.post(f"/v1/budgets/{holder['id']}/costs", body).must(201).json
    return made


def budget_transfer(client: Client, **more: Any) -> Record:
    """A wish to move budget from one campaign of a plan to another."""
    above = plan(client)
    budget(client, above, "20.00")
    one, other = (campaign(client, plan_id=above["id"]) for _ in range(2))
    budget(client, one, "10.00")
    body = {"from_id": one["id"], "to_id": other["id"], "cost_type": "media", "amount": yuan("5.00")}
    made: Record = client.post("/v1/budget-transfers", body | more).must(201).json
    return made
