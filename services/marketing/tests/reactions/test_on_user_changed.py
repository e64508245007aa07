"""What identity tells of users."""

from typing import Any

from crm_contracts.marketing.queries.campaigns import ListCampaigns
from crm_contracts.marketing.queries.plans import ListPlans
from crm_kit.testing.service import ServiceUnderTest


def test_records_follow_their_owner_to_another_team(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("marketing.*:own", team="/1/2/")
    manager = crm.person("marketing.*:subtree", team="/7/")
    given.plan(seller)
    given.campaign(seller)

    crm.hear_golden("identity.user.updated.v1", aggregateversion=2, id=seller.user_id, team_path="/7/8/")

    assert len(crm.ask(ListCampaigns, manager)["data"]) == len(crm.ask(ListPlans, manager)["data"]) == 1
