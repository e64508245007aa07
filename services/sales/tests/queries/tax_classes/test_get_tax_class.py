"""One tax class."""

from typing import Any

from crm_contracts.sales.queries.tax_classes import GetTaxClass
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_as_it_was_made(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    made = given.tax("standard", "13")

    assert crm.ask(GetTaxClass, rep, tax_class_id=made["id"]) == made
