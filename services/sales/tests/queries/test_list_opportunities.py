"""Lists of opportunities."""

from typing import Any

import pytest

from crm_contracts.sales.queries.opportunities import ListOpportunities
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_page_leads_to_the_next(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for number in range(4):
        given.opportunity(rep, name=f"Deal {number}", close_date=given.in_days(10 + number))

    for sort in ("name", "-close_date", "created_at"):
        first = crm.ask(ListOpportunities, rep, limit=3, sort=sort)
        rest = crm.ask(ListOpportunities, rep, limit=3, sort=sort, cursor=first["next_cursor"])
        found = [row["name"][-1] for row in first["data"] + rest["data"]]
        assert found == sorted("0123", reverse=sort.startswith("-"))


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"field": "q", "value": "水泵"}, ["水泵 A"]),
        ({"field": "q", "value": "riv"}, ["水泵 A"]),
        ({"field": "status", "value": "open"}, ["B", "水泵 A"]),
        ({"field": "amount", "op": "gt", "value": "50"}, ["水泵 A"]),
        ({"field": "base_amount", "op": "null", "value": True}, ["B", "C"]),
        ({"field": "region", "value": "North"}, ["水泵 A"]),
        ({"field": "closing_reason", "value": "timing"}, ["C"]),
        ({"field": "team_path", "op": "starts", "value": "/1/"}, ["B", "C", "水泵 A"]),
        ({"field": "product_ids", "value": ["018f3f6e-7c1a-7d2b-9a41-5f1e2d3c4b5a"]}, []),
    ],
)
def test_filters_narrow_the_list(
    crm: ServiceUnderTest, given: Any, rep: Caller, where: dict[str, Any], found: list[str]
) -> None:  # fmt: skip
    north = given.account("North Ltd", region="North")
    given.opportunity(
        rep, name="水泵 A", accounts=[{"id": north}], amount={"amount": "99.00", "currency": "CNY"}, competitors=["Rival"]
    )
    given.opportunity(rep, name="B")
    given.lost(rep, name="C")

    rows = crm.ask(ListOpportunities, rep, where=where, sort="name")["data"]

    assert sorted(row["name"] for row in rows) == sorted(found)


def test_unknown_filters_and_sorts_are_refused(crm: ServiceUnderTest, rep: Caller) -> None:
    with crm.refused(422, "unknown_field"):
        crm.ask(ListOpportunities, rep, where={"field": "tenant_id", "value": "x"})
    with crm.refused(400, "unknown_sort"):
        crm.ask(ListOpportunities, rep, sort="description")
