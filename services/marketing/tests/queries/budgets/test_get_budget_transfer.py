"""One transfer of budget."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.budgets import GetBudgetTransfer
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_transfer_is_there_for_those_who_may_see_it(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    asked = given.transfer(marketer, *given.siblings(marketer), "40.00")

    assert crm.ask(GetBudgetTransfer, marketer, transfer_id=asked["id"]) == asked
    for who, transfer_id in ((marketer, uuid4()), (crm.person("marketing.*:own"), asked["id"])):
        with crm.refused(404):
            crm.ask(GetBudgetTransfer, who, transfer_id=transfer_id)
