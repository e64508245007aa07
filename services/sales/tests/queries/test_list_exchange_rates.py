"""Lists of exchange rates."""

from typing import Any

from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.rates import ListExchangeRates
from crm_kit.testing.service import ServiceUnderTest


def test_the_latest_comes_first(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()
    for day, rate in ((-2, "7.1"), (0, "7.3"), (-1, "7.2")):
        crm.do(SetExchangeRate, boss, currency="USD", rate=rate, date=given.in_days(day))
    crm.do(SetExchangeRate, boss, currency="EUR", rate="7.8", date=given.in_days(-5))

    rows = crm.ask(ListExchangeRates, boss, where={"field": "currency", "value": "USD"})["data"]

    assert [row["rate"] for row in rows] == ["7.3", "7.2", "7.1"]
    assert {row["base_currency"] for row in rows} == {"CNY"}
    assert crm.ask(ListExchangeRates, crm.fresh().administrator())["data"] == []
