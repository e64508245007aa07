"""Making teams."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from crm_contracts.identity.commands import CreateTeam, DeleteTeam
from crm_contracts.identity.queries import ListTeams
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from identity.testing import Company


def test_a_team_has_its_place_in_the_tree(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    top = crm.ask(ListTeams, admin)["data"][0]

    sales = crm.do(CreateTeam, admin, name="销售 Sales", parent_id=top["id"])
    north = crm.do(CreateTeam, admin, name="North", parent_id=sales["id"])

    assert (top["path"], sales["path"], north["path"]) == ("/1/", "/1/2/", "/1/2/3/")
    assert (sales["parent_id"], north["parent_id"]) == (top["id"], sales["id"])
    event = crm.events("identity.team.changed.v1")[-1]
    assert event["data"] == {
        "id": north["id"], "ids": [north["id"]], "version": 1, "name": "North", "path": "/1/2/3/",
        "parent_id": sales["id"], "is_deleted": False,
    }  # fmt: skip
    write_golden(event)


def test_there_may_be_several_trees(crm: ServiceUnderTest, admin: Caller) -> None:
    assert crm.do(CreateTeam, admin, name="Subsidiary")["path"] == "/2/"


def test_numbers_are_never_used_again(crm: ServiceUnderTest, admin: Caller) -> None:
    gone = crm.do(CreateTeam, admin, name="Gone")
    crm.do(DeleteTeam, admin, team_id=gone["id"], version=1)

    assert crm.do(CreateTeam, admin, name="Next")["path"] == "/3/"


def test_many_at_once_get_numbers_of_their_own(crm: ServiceUnderTest, admin: Caller) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: crm.do(CreateTeam, admin, name=f"Team {number}"), range(16)))

    assert sorted(int(team["path"].strip("/")) for team in made) == list(range(2, 18))


def test_the_team_above_must_be_there(crm: ServiceUnderTest, admin: Caller, unknown: UUID) -> None:
    for team_id in (unknown, Company(crm).team()["id"]):
        with crm.refused(422, "unknown_team", "/parent_id"):
            crm.do(CreateTeam, admin, name="Lost", parent_id=team_id)


def test_only_whoever_may_for_all_makes_teams(company: Company, crm: ServiceUnderTest) -> None:
    for depth in ("none", "own", "team", "subtree"):
        with crm.refused(403):
            crm.do(CreateTeam, company.hire(f"identity.team.*:{depth}").caller, name="Mine")
