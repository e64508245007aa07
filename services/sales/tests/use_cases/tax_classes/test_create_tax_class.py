"""Tax classes."""

from typing import Any

from crm_contracts.sales.commands.tax_classes import CreateTaxClass
from crm_contracts.sales.queries.tax_classes import ListTaxClasses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_default_one_is_on_what_names_none(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.tax("low", "6", is_default=True)
    given.tax("standard", "13", is_default=True)

    lines = given.order(rep, lines=[{"product_id": given.product(), "qty": "1"}])["lines"]

    assert (lines[0]["tax_class"], lines[0]["tax_rate"], lines[0]["tax"]["amount"]) == ("standard", "13", "1.30")
    listed = crm.ask(ListTaxClasses, rep)["data"]
    assert [(each["code"], each["is_default"]) for each in listed] == [("low", False), ("standard", True)]


def test_a_code_is_there_once_and_a_rate_is_a_percentage(crm: ServiceUnderTest, given: Any) -> None:
    given.tax("standard")

    with crm.refused(409, "duplicate"):
        given.tax("standard")
    with crm.refused(422, "invalid", "/rate"):
        given.tax("high", "1000.01")
    with crm.refused(422, "invalid", "/rate"):
        crm.do(CreateTaxClass, crm.administrator(), code="low", name="Low", rate="-1")
