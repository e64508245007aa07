"""What identity tells of users."""

from typing import Any

from crm_contracts.sales.queries.leads import ListLeads
from crm_contracts.sales.queries.opportunities import ListOpportunities
from crm_kit.testing.service import ServiceUnderTest


def test_records_follow_their_owner_to_another_team(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("sales.*:own", "customers.*:all", team="/1/2/")
    manager = crm.person("sales.*:subtree", team="/7/")
    given.lead(seller)
    given.opportunity(seller)

    crm.hear_golden("identity.user.updated.v1", aggregateversion=2, id=seller.user_id, team_path="/7/8/")

    assert len(crm.ask(ListLeads, manager)["data"]) == len(crm.ask(ListOpportunities, manager)["data"]) == 1
