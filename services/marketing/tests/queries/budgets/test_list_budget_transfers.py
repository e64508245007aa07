"""Lists of transfers."""

from typing import Any

from crm_contracts.marketing.commands.budgets import RejectBudgetTransfer
from crm_contracts.marketing.queries.budgets import ListBudgetTransfers
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_those_that_wait_are_found(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.siblings(marketer)
    first, waiting = (given.transfer(marketer, one, other, amount) for amount in ("10.00", "20.00"))
    crm.do(RejectBudgetTransfer, crm.administrator(), transfer_id=first["id"], version=first["version"], comment="No")

    where = {"and": [{"field": "status", "value": "pending_approval"}, {"field": "from_id", "value": one["id"]}]}

    assert [row["id"] for row in crm.ask(ListBudgetTransfers, marketer, where=where)["data"]] == [waiting["id"]]
    assert crm.ask(ListBudgetTransfers, crm.person("marketing.*:own"))["data"] == []
