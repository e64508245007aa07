"""What identity tells of users and teams."""

from typing import Any
from uuid import UUID

from crm_contracts.sales.queries.leads import ListLeads
from crm_contracts.sales.queries.opportunities import ListOpportunities
from crm_kit.testing.service import ServiceUnderTest


def test_records_follow_their_owner_to_another_team(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("sales.*:own", "customers.*:all", team="/1/2/")
    manager = crm.person("sales.*:subtree", team="/7/")
    given.lead(seller)
    given.opportunity(seller)

    moved = {
        "id": seller.user_id, "name": "Somebody", "email": "s@crm.example", "is_active": True, "team_id": None,
        "team_path": "/7/8/", "role_ids": [], "manager_id": None, "deputy_id": None,
    }  # fmt: skip
    crm.hear_data("identity.user.updated.v1", seller.user_id, moved, aggregateversion=2)

    assert len(crm.ask(ListLeads, manager)["data"]) == len(crm.ask(ListOpportunities, manager)["data"]) == 1


def move(crm: ServiceUnderTest, team_id: UUID, path: str, version: int) -> None:
    told = {"id": team_id, "ids": [team_id], "version": version, "name": "N", "path": path, "parent_id": None, "is_deleted": False}
    crm.hear_data("identity.team.changed.v1", team_id, told, aggregateversion=version)


def test_queues_move_with_their_team_and_those_above_it(crm: ServiceUnderTest, given: Any) -> None:
    clerk = crm.person("sales.lead.*:all")
    above, below = given.team("/1/9/"), given.team("/1/9/4/")
    given.lead(clerk, company_or_person="A", queue_id=above)
    given.lead(clerk, company_or_person="B", queue_id=below)
    south = crm.person("sales.lead.*:subtree", team="/5/")

    move(crm, above, "/5/9/", version=2)

    assert sorted(row["company_or_person"] for row in crm.ask(ListLeads, south)["data"]) == ["A", "B"]
    given.lead(clerk, company_or_person="C", queue_id=below)
    assert len(crm.ask(ListLeads, south)["data"]) == 3
