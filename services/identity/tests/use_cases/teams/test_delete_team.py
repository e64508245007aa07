"""Removing a team."""

from crm_contracts.identity.commands import DeleteTeam
from crm_contracts.identity.queries import GetTeam
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_an_empty_one_goes_and_says_so(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    team = company.team()

    crm.do(DeleteTeam, admin, team_id=team["id"], version=1)

    with crm.refused(404):
        crm.ask(GetTeam, admin, team_id=team["id"])
    assert crm.events("identity.team.changed.v1")[-1]["data"]["is_deleted"] is True


def test_one_with_people_or_teams_stays(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    above = company.team()
    below = company.team(below=above)
    person = company.hire(team_id=below["id"])

    for team, kind, reference in ((above, "teams", below["id"]), (below, "users", person.id)):
        with crm.refused(409, "in_use") as problem:
            crm.do(DeleteTeam, admin, team_id=team["id"], version=1)
        assert problem["references"][kind] == [reference]


def test_only_whoever_may_for_all_removes_teams(company: Company, crm: ServiceUnderTest) -> None:
    with crm.refused(403):
        crm.do(DeleteTeam, company.hire("identity.team.*:subtree").caller, team_id=company.team()["id"], version=1)
