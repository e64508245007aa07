"""One team."""

from uuid import UUID

from crm_contracts.identity.queries import GetTeam
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_it_is_shown_as_it_was_made(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    made = company.team()

    assert crm.ask(GetTeam, company.hire("identity.team.read:own").caller, team_id=made["id"]) == made


def test_it_needs_the_permission_and_the_tenant(company: Company, crm: ServiceUnderTest, admin: Caller, unknown: UUID) -> None:
    made, theirs = company.team(), Company(crm).team()

    with crm.refused(403):
        crm.ask(GetTeam, company.hire("identity.user.*:all").caller, team_id=made["id"])
    for team_id in (unknown, theirs["id"]):
        with crm.refused(404):
            crm.ask(GetTeam, admin, team_id=team_id)
