"""Reading the timeline."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.customers.queries.accounts import ListTimeline
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture
def made(rep: Caller, account: Any, order: Any) -> dict[str, Any]:
    """An account with five orders, one a day."""
    made: dict[str, Any] = account()
    for day in range(1, 6):
        when = {"actorid": str(rep.user_id), "time": f"2026-01-0{day}T12:00:00Z"}
        order("confirmed", number=f"SO-{day}", account_id=made["id"], envelope=when)
    return made


def test_it_runs_backwards_page_by_page(crm: ServiceUnderTest, rep: Caller, made: dict[str, Any]) -> None:
    first = crm.ask(ListTimeline, rep, account_id=made["id"], limit=4)
    rest = crm.ask(ListTimeline, rep, account_id=made["id"], limit=4, cursor=first["next_cursor"])

    numbers = [entry["summary"].split()[1] for entry in first["data"] + rest["data"]]
    assert numbers == ["Acme", "SO-5", "SO-4", "SO-3", "SO-2", "SO-1"]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"field": "type", "value": "sales.order.confirmed.v1"}, 5),
        ({"field": "collection", "value": "accounts"}, 1),
        (
            {
                "and": [
                    {"field": "at", "op": "gte", "value": "2026-01-02T00:00:00Z"},
                    {"field": "at", "op": "lt", "value": "2026-01-04T00:00:00Z"},
                ]
            },
            2,
        ),
    ],
)
def test_it_is_filtered_by_kind_and_date(
    crm: ServiceUnderTest, rep: Caller, made: dict[str, Any], where: dict[str, Any], count: int
) -> None:
    assert len(crm.ask(ListTimeline, rep, account_id=made["id"], where=where)["data"]) == count


def test_it_is_filtered_by_person(crm: ServiceUnderTest, rep: Caller, made: dict[str, Any]) -> None:
    for actor_id, count in ((rep.user_id, 6), (uuid4(), 0)):
        where = {"field": "actor_id", "value": str(actor_id)}
        assert len(crm.ask(ListTimeline, rep, account_id=made["id"], where=where)["data"]) == count


def test_it_needs_the_timeline_and_the_account(crm: ServiceUnderTest, made: dict[str, Any]) -> None:
    with crm.refused(403):
        crm.ask(ListTimeline, crm.person("customers.account.*:all"), account_id=made["id"])
    with crm.refused(404):
        crm.ask(ListTimeline, crm.person("customers.timeline.read:all"), account_id=made["id"])
