"""Opportunities in other currencies."""

from typing import Any
from uuid import uuid4

from crm_contracts.customers.queries.accounts import GetAccountFigures
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def tell_rate(crm: ServiceUnderTest, rate: str, date: str) -> None:
    rate_id = uuid4()
    data = {"id": rate_id, "currency": "EUR", "base_currency": "CNY", "rate": rate, "date": date}
    crm.hear_data("sales.exchange_rate.updated.v1", rate_id, data)


def test_an_amount_counts_from_the_day_on_that_its_rate_is_known(
    crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any
) -> None:
    made = account()
    opportunity("created", accounts=[{"id": made["id"], "is_main": True}], amount={"amount": "10.00", "currency": "EUR"})
    before = crm.ask(GetAccountFigures, rep, account_id=made["id"])["own"]

    tell_rate(crm, "7.5", "2026-02-01")
    tell_rate(crm, "9", "2026-01-01")
    tell_rate(crm, "99", "2999-01-01")
    after = crm.ask(GetAccountFigures, rep, account_id=made["id"])["own"]

    assert (before["open_opportunities"], before["unpriced"], before["pipeline"]["amount"]) == (1, 1, "0.00")
    assert (after["unpriced"], after["pipeline"]) == (0, {"amount": "75.00", "currency": "CNY"})
