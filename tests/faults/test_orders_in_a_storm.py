"""Orders are made and confirmed while parts of the system die: what was acknowledged is there, once, and so are its effects."""

from __future__ import annotations

import oracle
import pytest
from company import Company
from flow import customer, goods
from storm import Storm
from trouble import broker_away, entry_of, killing

from crm_kit.testing.system import System, eventually

REFUSED_WITHIN_SECONDS = 2.5


@pytest.fixture
def storm(system: System, company: Company) -> Storm:
    """A customer, a product that there is plenty of, and one that there is not enough of."""
    rep, scarce = company["sales_representative"], goods(company, in_stock="40")
    return Storm(system, rep.token, customer(company), goods(company, in_stock="5000"), scarce)


def _check(storm: Storm, company: Company) -> None:
    oracle.check(storm, company["sales_representative"], company.admin)


def _outcomes(storm: Storm) -> set[str]:
    return {outcome for sale in storm.sales for call in sale.calls for outcome in call.outcomes}


def test_killing_inventory_delays_reservations_and_loses_none(system: System, company: Company, storm: Storm) -> None:
    before = entry_of(system, "inventory")["restarts"]

    storm.rage(killing("inventory", times=4, every=3.0))

    assert "unknown" not in _outcomes(storm), "who orders does not notice"
    assert entry_of(system, "inventory")["restarts"] - before >= 3
    _check(storm, company)


def test_killing_sales_between_calls_neither_loses_nor_doubles_an_order(system: System, company: Company, storm: Storm) -> None:
    before = entry_of(system, "sales")["restarts"]

    storm.rage(killing("sales", times=4, every=3.0))

    assert "unknown" in _outcomes(storm)
    assert entry_of(system, "sales")["restarts"] - before >= 3
    _check(storm, company)


def test_while_the_broker_is_away_orders_are_refused_at_once_and_afterwards_nothing_is_missing(
    system: System, company: Company, storm: Storm
) -> None:
    storm.rage(broker_away(seconds=10))

    refused = [seconds for sale in storm.sales for call in sale.calls for seconds in call.refused_after]
    assert refused
    assert sorted(refused)[len(refused) // 2] < REFUSED_WITHIN_SECONDS
    eventually(lambda: company["sales_representative"].get("/v1/orders").status == 200, within=30)
    _check(storm, company)


def test_killing_whoever_publishes_events_neither_loses_nor_doubles_an_effect(
    system: System, company: Company, storm: Storm
) -> None:
    storm.rage(killing("relay", times=4, every=2.0))

    _check(storm, company)
