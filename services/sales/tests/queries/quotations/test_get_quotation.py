"""One quotation."""

from typing import Any

from crm_contracts.sales.queries.quotations import GetQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_as_it_was_made_and_others_do_not_find_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    made = given.quotation(rep)

    assert crm.ask(GetQuotation, rep, quotation_id=made["id"]) == made
    with crm.refused(404):
        crm.ask(GetQuotation, crm.person("sales.quotation.read:own"), quotation_id=made["id"])
