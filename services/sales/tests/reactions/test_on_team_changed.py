"""What identity tells of teams."""

from typing import Any

from crm_contracts.sales.queries.leads import ListLeads
from crm_kit.testing.service import ServiceUnderTest


def test_queues_move_with_their_team_and_those_above_it(crm: ServiceUnderTest, given: Any) -> None:
    clerk = crm.person("sales.lead.*:all")
    above, below = given.team("/1/9/"), given.team("/1/9/4/")
    given.lead(clerk, company_or_person="A", queue_id=above)
    given.lead(clerk, company_or_person="B", queue_id=below)
    south = crm.person("sales.lead.*:subtree", team="/5/")

    crm.hear_golden("identity.team.changed.v1", aggregateversion=2, id=above, path="/5/9/")

    assert sorted(row["company_or_person"] for row in crm.ask(ListLeads, south)["data"]) == ["A", "B"]
    given.lead(clerk, company_or_person="C", queue_id=below)
    assert len(crm.ask(ListLeads, south)["data"]) == 3
