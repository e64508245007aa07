"""Keeping searches."""

from typing import Any

import pytest

from crm_contracts.customers.commands.saved_views import CreateSavedView
from crm_contracts.customers.queries.saved_views import ListSavedViews
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

BIG = {"and": [{"field": "level", "value": "A"}, {"field": "revenue", "op": "gte", "value": "1000"}]}


def test_a_search_is_kept_under_its_name(crm: ServiceUnderTest, rep: Caller) -> None:
    view = crm.do(CreateSavedView, rep, collection="accounts", name="Big ones", where=BIG, sort="-revenue", fields=["name"])

    assert (view["where"], view["sort"], view["is_shared"]) == (BIG, "-revenue", False)
    assert view["owner_id"] == str(rep.user_id)


def test_accounts_at_risk_are_a_search_like_any_other(crm: ServiceUnderTest, rep: Caller) -> None:
    where = {"field": "is_at_risk", "value": True}

    assert crm.do(CreateSavedView, rep, collection="accounts", name="At risk", where=where)["where"] == where


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"where": {"field": "secret", "value": 1}}, 422),
        ({"where": {"field": "revenue", "op": "gte", "value": "much"}}, 422),
        ({"sort": "secret"}, 400),
        ({"fields": ["secret"]}, 400),
        ({"collection": "users"}, 422),
        ({"collection": "contacts", "where": BIG}, 422),
    ],
)
def test_what_could_not_be_run_is_not_kept(crm: ServiceUnderTest, rep: Caller, wrong: dict[str, Any], status: int) -> None:
    with crm.refused(status):
        crm.do(CreateSavedView, rep, **{"collection": "accounts", "name": "Wrong", **wrong})

    assert crm.ask(ListSavedViews, rep)["data"] == []
