"""Quotations, page by page."""

from typing import Any

from crm_contracts.sales.queries.quotations import ListQuotations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_they_are_found_by_number_and_everybody_sees_their_own(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    other = crm.person("sales.*:own", "customers.*:all")
    mine, theirs = given.quotation(rep, account_id=given.account("Buyer")), given.quotation(other)

    found = crm.ask(ListQuotations, rep, where={"field": "q", "value": mine["number"]})["data"]

    assert [(row["id"], row["account_name"], row["is_expired"]) for row in found] == [(mine["id"], "Buyer", False)]
    assert [row["id"] for row in crm.ask(ListQuotations, other)["data"]] == [theirs["id"]]
