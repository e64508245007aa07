"""What currencies are worth."""

from typing import Any

import pytest

from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.opportunities import GetOpportunity
from crm_contracts.sales.queries.rates import ListExchangeRates
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_open_deals_are_worth_the_latest_rate(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss = crm.administrator()
    crm.do(SetExchangeRate, boss, currency="USD", rate="7", date=given.in_days(-3))
    deal = given.opportunity(rep, amount={"amount": "10.01", "currency": "USD"})
    closed = given.lost(rep, amount={"amount": "10.00", "currency": "USD"})

    crm.do(SetExchangeRate, boss, currency="USD", rate="7.25")
    crm.do(SetExchangeRate, boss, currency="USD", rate="1", date=given.in_days(-9))

    now = crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])
    assert deal["base_amount"]["amount"] == "70.07"
    assert (now["base_amount"]["amount"], now["rate"], now["rate_date"]) == ("72.57", "7.25", given.in_days(0).isoformat())
    assert now["version"] == deal["version"] + 1
    assert crm.ask(GetOpportunity, rep, opportunity_id=closed["id"])["base_amount"]["amount"] == "70.00"
    write_golden(crm.events("sales.exchange_rate.updated.v1")[0])


def test_the_same_day_again_corrects_the_rate(crm: ServiceUnderTest) -> None:
    boss = crm.administrator()

    first = crm.do(SetExchangeRate, boss, currency="EUR", rate="7.8")
    second = crm.do(SetExchangeRate, boss, currency="EUR", rate="7.9")

    assert (second["id"], second["version"]) == (first["id"], 2)
    rows = crm.ask(ListExchangeRates, boss, where={"field": "currency", "value": "EUR"})["data"]
    assert [row["rate"] for row in rows] == ["7.9"]


@pytest.mark.parametrize(
    ("wrong", "code", "pointer"),
    [
        ({"rate": "0"}, "invalid", "/rate"),
        ({"rate": 7.1}, "invalid", "/rate"),
        ({"currency": "CNY"}, "base_currency", "/currency"),
        ({"currency": "dollars"}, "invalid", "/currency"),
        ({"date": "2999-01-01"}, "in_the_future", "/date"),
    ],
)
def test_what_is_wrong_is_named(crm: ServiceUnderTest, wrong: dict[str, Any], code: str, pointer: str) -> None:
    with crm.refused(422, code, pointer=pointer):
        crm.do(SetExchangeRate, crm.administrator(), **{"currency": "USD", "rate": "7", **wrong})


def test_it_takes_the_permission(crm: ServiceUnderTest) -> None:
    with crm.refused(403):
        crm.do(SetExchangeRate, crm.person("sales.opportunity.*:all"), currency="USD", rate="7")
