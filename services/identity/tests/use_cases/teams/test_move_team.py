"""Moving a team in the tree, with all below it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.commands import CreateUser, MoveTeam
from crm_contracts.identity.queries import GetTeam, ListApiKeys, ListTeams, ListUsers
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


@pytest.fixture
def tree(company: Company) -> dict[str, dict[str, Any]]:
    """/2/ sales, /2/3/ north, /2/3/4/ far north, /5/ service."""
    sales = company.team("Sales")
    north = company.team("North", below=sales)
    far = company.team("Far North", below=north)
    return {"sales": sales, "north": north, "far": far, "service": company.team("Service")}


def move(crm: ServiceUnderTest, caller: Caller, team: dict[str, Any], below: dict[str, Any] | None) -> dict[str, Any]:
    version = crm.ask(GetTeam, caller, team_id=team["id"])["version"]
    moved: dict[str, Any] = crm.do(MoveTeam, caller, team_id=team["id"], version=version, parent_id=below and below["id"])
    return moved


def test_all_below_it_come_along(crm: ServiceUnderTest, admin: Caller, tree: dict[str, Any]) -> None:
    moved = move(crm, admin, tree["north"], tree["service"])

    assert (moved["path"], moved["parent_id"]) == ("/5/3/", tree["service"]["id"])
    paths = {team["name"]: team["path"] for team in crm.ask(ListTeams, admin)["data"]}
    assert (paths["Sales"], paths["North"], paths["Far North"], paths["Service"]) == ("/2/", "/5/3/", "/5/3/4/", "/5/")


def test_everybody_concerned_is_announced_with_their_new_path(
    company: Company, crm: ServiceUnderTest, admin: Caller, tree: dict[str, Any]
) -> None:
    near, far, other = (company.hire("sales.*:own", team_id=tree[name]["id"]) for name in ("north", "far", "sales"))
    before = len(crm.events())

    move(crm, admin, tree["north"], None)

    told = crm.events()[before:]
    people = {event["subject"]: event for event in told if event["type"] == "identity.user.updated.v1"}
    assert {user_id: event["data"]["team_path"] for user_id, event in people.items()} == {near.id: "/3/", far.id: "/3/4/"}
    assert all(event["aggregateversion"] == 2 for event in people.values())
    teams = {event["data"]["name"]: event["data"]["ids"] for event in told if event["type"] == "identity.team.changed.v1"}
    assert teams == {"North": [tree["north"]["id"], tree["far"]["id"]], "Far North": [tree["far"]["id"]]}
    assert company.caller(near.id).team_path == "/3/"
    assert company.caller(other.id).team_path == "/2/"


def test_what_people_have_comes_along(company: Company, crm: ServiceUnderTest, admin: Caller, tree: dict[str, Any]) -> None:
    person = company.hire("identity.api_key.*:own", team_id=tree["far"]["id"])
    boss = company.hire("identity.api_key.read:subtree", team_id=tree["service"]["id"])
    crm.do(CreateApiKey, person.caller, name="k", limits=[{"permission": "identity.api_key.read", "depth": "own"}])
    assert crm.ask(ListApiKeys, boss.caller)["data"] == []

    move(crm, admin, tree["north"], tree["service"])

    assert len(crm.ask(ListApiKeys, boss.caller)["data"]) == 1


@pytest.mark.parametrize("below", ["north", "far"])
def test_a_team_cannot_be_below_itself(crm: ServiceUnderTest, admin: Caller, tree: dict[str, Any], below: str) -> None:
    with crm.refused(422, "cycle", "/parent_id"):
        move(crm, admin, tree["north"], tree[below])


def test_two_moves_at_once_make_no_circle(crm: ServiceUnderTest, admin: Caller, tree: dict[str, Any]) -> None:
    moves = [(tree["sales"], tree["service"]), (tree["service"], tree["north"])]

    with ThreadPoolExecutor(2) as pool:
        replies = list(
            pool.map(lambda pair: crm.call(MoveTeam, admin, team_id=pair[0]["id"], version=1, parent_id=pair[1]["id"]), moves)
        )

    assert sorted("problem" in reply for reply in replies) == [False, True]
    paths = {team["id"]: team["path"] for team in crm.ask(ListTeams, admin)["data"]}
    parents = {team["id"]: team["parent_id"] for team in crm.ask(ListTeams, admin)["data"]}
    assert all(paths[team_id].startswith(paths[parent]) for team_id, parent in parents.items() if parent)


def test_who_joins_during_a_move_ends_up_where_the_team_is(
    company: Company, crm: ServiceUnderTest, admin: Caller, tree: dict[str, Any]
) -> None:
    def join(number: int) -> None:
        crm.do(CreateUser, admin, email=f"join{number}-{crm.tenant_id}@company.test", name="Joe", team_id=tree["far"]["id"])

    with ThreadPoolExecutor(4) as pool:
        joins = [pool.submit(join, number) for number in range(12)]
        moved = pool.submit(move, crm, admin, tree["north"], tree["service"])
        for each in [*joins, moved]:
            each.result()

    members = crm.ask(ListUsers, admin, where={"field": "team_id", "value": tree["far"]["id"]})["data"]
    assert {member["team_path"] for member in members} == {"/5/3/4/"}
    assert len(members) == 12


def test_a_tree_too_deep_is_refused(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    team = None
    for _ in range(66):
        team = company.team("Deep", below=team)
    with crm.refused(422, "too_deep", "/parent_id"):
        for _ in range(10):
            team = company.team("Deep", below=team)


def test_only_whoever_may_for_all_moves_teams(company: Company, crm: ServiceUnderTest, tree: dict[str, Any]) -> None:
    boss = company.hire("identity.team.*:subtree", team_id=tree["sales"]["id"])

    with crm.refused(403):
        move(crm, boss.caller, tree["sales"], tree["service"])
