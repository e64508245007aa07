"""Tax classes."""

from typing import Any

from crm_contracts.sales.queries.tax_classes import ListTaxClasses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_they_come_by_code(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for code in ("b", "a"):
        given.tax(code)

    assert [each["code"] for each in crm.ask(ListTaxClasses, rep)["data"]] == ["a", "b"]
