"""Changing a user."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.commands import ChangeUser
from crm_contracts.identity.queries import GetApiKey, ListHistory, ListRoles
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from identity.testing import Company, Person


def change(crm: ServiceUnderTest, caller: Caller, person: Person, version: int = 1, **fields: Any) -> dict[str, Any]:
    changed: dict[str, Any] = crm.do(ChangeUser, caller, user_id=person.id, version=version, **fields)
    return changed


def administrators(company: Company) -> dict[str, Any]:
    found = company.crm.ask(ListRoles, company.admin.caller, where={"field": "key", "value": "administrator"})["data"]
    role: dict[str, Any] = found[0]
    return role


def test_only_what_is_sent_changes_and_it_is_announced(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("sales.*:own", position="Clerk")

    changed = change(crm, admin, person, name="Grace Hopper")

    assert (changed["name"], changed["position"], changed["version"]) == ("Grace Hopper", "Clerk", 2)
    event = crm.events("identity.user.updated.v1")[-1]
    assert (event["data"]["id"], event["data"]["name"], event["aggregateversion"]) == (person.id, "Grace Hopper", 2)
    entry = crm.ask(ListHistory, admin)["data"][0]
    assert entry["changes"] == {"name": ["Grace", "Grace Hopper"]}
    write_golden(event)


def test_into_another_team_their_keys_follow_them(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    old, new = company.team("Old"), company.team("New")
    person = company.hire("identity.api_key.*:own", team_id=old["id"])
    boss = company.hire("identity.api_key.read:team", team_id=new["id"])
    key = crm.do(CreateApiKey, person.caller, name="k", limits=[{"permission": "identity.api_key.read", "depth": "own"}])
    with crm.refused(404):
        crm.ask(GetApiKey, boss.caller, api_key_id=key["id"])

    changed = change(crm, admin, person, team_id=new["id"])

    assert (changed["team_id"], changed["team_path"]) == (new["id"], new["path"])
    assert crm.ask(GetApiKey, boss.caller, api_key_id=key["id"])["id"] == key["id"]
    event = crm.events("identity.user.updated.v1")[-1]
    assert event["data"]["team_path"] == event["teampath"] == new["path"]


def test_out_of_every_team(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire(team_id=company.team()["id"])

    changed = change(crm, admin, person, team_id=None)

    assert (changed["team_id"], changed["team_path"]) == (None, "")


def test_a_stale_version_is_refused_with_what_changed_since(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire()
    change(crm, admin, person, name="Grace Hopper")

    with crm.refused(412, "stale") as problem:
        change(crm, admin, person, position="Admiral")

    assert problem["current"]["name"] == "Grace Hopper"
    assert problem["changed"] == ["name"]


def test_managers_do_not_go_in_circles(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    first = company.hire()
    second = company.hire(manager_id=first.id)
    third = company.hire(manager_id=second.id)

    for manager in (first, third):
        with crm.refused(422, "cycle", "/manager_id"):
            change(crm, admin, first, manager_id=manager.id)
    assert change(crm, admin, third, manager_id=None)["manager_id"] is None


# --- not beyond one's own --------------------------------------------------------------------------------------------


def test_nobody_makes_themselves_an_administrator(company: Company, crm: ServiceUnderTest) -> None:
    clerk = company.hire("identity.*:all")

    with crm.refused(403, "exceeds_own_grants"):
        change(crm, clerk.caller, clerk, role_ids=[administrators(company)["id"]])


def test_nobody_changes_an_account_that_may_do_more(company: Company, crm: ServiceUnderTest) -> None:
    clerk = company.hire("identity.*:all")

    for fields in ({"email": "taken@over.test"}, {"name": "Ada"}, {"role_ids": []}):
        with crm.refused(403, "exceeds_own_grants"):
            change(crm, clerk.caller, company.admin, **fields)


def test_nobody_puts_anybody_where_they_would_see_more_than_oneself(company: Company, crm: ServiceUnderTest) -> None:
    above = company.team("Above")
    mine = company.team("Mine", below=above)
    boss = company.hire("identity.user.*:subtree", team_id=mine["id"])
    member = company.hire(team_id=mine["id"])

    for person in (boss, member):
        with crm.refused(403, "beyond_own_team"):
            change(crm, boss.caller, person, team_id=above["id"])


def test_whom_the_permission_does_not_reach_is_not_there(company: Company, crm: ServiceUnderTest) -> None:
    boss = company.hire("identity.user.*:subtree", team_id=company.team("Mine")["id"])
    stranger = company.hire(team_id=company.team("Other")["id"])
    other = Company(crm)

    for person in (stranger, other.admin):
        with crm.refused(404):
            change(crm, boss.caller, person, name="Grace")


@pytest.mark.parametrize("field", ["is_active", "password", "password_hash", "owner_id", "team_path", "must_change_password"])
def test_a_field_that_is_not_offered_is_refused(company: Company, crm: ServiceUnderTest, admin: Caller, field: str) -> None:
    with crm.refused(422, "unknown_field", f"/{field}"):
        change(crm, admin, company.admin, **{field: "1"})


# --- the last administrator ------------------------------------------------------------------------------------------


def test_the_last_administrator_stays_one(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    with crm.refused(409, "last_administrator"):
        change(crm, admin, company.admin, role_ids=[])

    assert company.user(company.admin)["role_ids"] == [administrators(company)["id"]]


def test_of_two_administrators_one_may_step_down(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    second = company.hire(role_ids=[administrators(company)["id"]])

    change(crm, admin, company.admin, role_ids=[])

    with crm.refused(409, "last_administrator"):
        change(crm, second.caller, second, role_ids=[])


def test_two_administrators_cannot_step_down_at_once(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    role = administrators(company)["id"]
    for _ in range(5):
        pair = [company.hire(role_ids=[role]), company.hire(role_ids=[role])]
        others = [user for user in (company.admin,) if company.user(user)["role_ids"]]
        for user in others:
            change(crm, pair[0].caller, user, role_ids=[])

        with ThreadPoolExecutor(2) as pool:
            replies = list(pool.map(lambda one: crm.call(ChangeUser, one.caller, user_id=one.id, version=1, role_ids=[]), pair))

        assert sorted(reply.get("problem", {}).get("code", "") for reply in replies) == ["", "last_administrator"]
        company.admin = pair[0] if "problem" in replies[0] else pair[1]


def test_unknown_roles_are_refused(company: Company, crm: ServiceUnderTest, admin: Caller, unknown: UUID) -> None:
    with crm.refused(422, "unknown_role", "/role_ids/1"):
        change(crm, admin, company.admin, role_ids=[company.role()["id"], unknown])
