"""Renaming a team."""

from crm_contracts.identity.commands import ChangeTeam
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_it_has_another_name_and_says_so(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    team = company.team("North")

    changed = crm.do(ChangeTeam, admin, team_id=team["id"], version=1, name="North-West")

    assert (changed["name"], changed["version"], changed["path"]) == ("North-West", 2, team["path"])
    assert crm.events("identity.team.changed.v1")[-1]["data"]["name"] == "North-West"


def test_nothing_sent_changes_nothing(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    team = company.team("North")

    assert crm.do(ChangeTeam, admin, team_id=team["id"], version=1) == team


def test_a_stale_version_and_a_path_of_ones_own_are_refused(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    team = company.team("North")

    with crm.refused(412):
        crm.do(ChangeTeam, admin, team_id=team["id"], version=7, name="South")
    with crm.refused(422, "unknown_field", "/path"):
        crm.do(ChangeTeam, admin, team_id=team["id"], version=1, path="/1/")
    with crm.refused(403):
        crm.do(ChangeTeam, company.hire("identity.team.*:subtree").caller, team_id=team["id"], version=1, name="South")
