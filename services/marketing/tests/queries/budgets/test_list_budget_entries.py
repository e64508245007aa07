"""What was entered in budgets."""

from typing import Any

from sqlalchemy import text

from crm_contracts.marketing.queries.budgets import ListBudgetEntries
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_every_step_of_a_cost_is_there(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.budget(marketer, campaign, "100.00")
    cost = given.cost(marketer, campaign, "50.00", step="reserved")
    given.cost(marketer, campaign, "45.00", cost_id=cost["id"])

    where = {"field": "cost_id", "value": cost["id"]}
    rows = crm.ask(ListBudgetEntries, marketer, holder_id=campaign["id"], where=where, sort="at")["data"]

    assert sorted((row["kind"], row["amount"]) for row in rows) == [("actual", "45"), ("reserved", "-50"), ("reserved", "50")]
    assert {row["by"] for row in rows} == {str(marketer.user_id)}
    with crm.refused(404):
        crm.ask(ListBudgetEntries, crm.person("marketing.*:own"), holder_id=campaign["id"])


def test_entries_are_only_ever_added(crm: ServiceUnderTest) -> None:
    rights = crm.rows(
        text("SELECT has_table_privilege('budget_entries', 'UPDATE'), has_table_privilege('budget_entries', 'DELETE')")
    )

    assert tuple(rows := rights[0]) == (False, False), rows
