"""Letting somebody in."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.identity.commands import ChangeUser, CreateUser, DeactivateUser
from crm_contracts.identity.queries import GetUser, ListUsers
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from identity.testing import PASSWORD, Company


def create(crm: ServiceUnderTest, caller: Caller, **fields: Any) -> dict[str, Any]:
    fields.setdefault("email", f"{uuid4().hex[:12]}@company.test")
    made: dict[str, Any] = crm.do(CreateUser, caller, **{"name": "王小明 Wang", **fields})
    return made


def test_a_new_user_is_announced_whole(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    team, role, boss = company.team(), company.role("sales.*:own"), company.hire()

    user = create(crm, admin, position="Sales 销售", team_id=team["id"], role_ids=[role["id"]], manager_id=boss.id)

    assert user | {
        "position": "Sales 销售", "team_id": team["id"], "team_path": team["path"], "role_ids": [role["id"]],
        "manager_id": boss.id, "owner_id": user["id"], "is_active": True,
    } == user  # fmt: skip
    event = crm.events("identity.user.created.v1")[-1]
    assert event["data"]["id"] == user["id"]
    assert event["data"]["team_path"] == event["teampath"] == team["path"]
    assert event["aggregateversion"] == user["version"] == 1
    assert "password" not in str(event)
    write_golden(event)


def test_without_a_password_one_is_made_that_must_be_changed(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    user = create(crm, admin)

    assert len(user["initial_password"]) == 16
    assert user["must_change_password"] is True
    assert "initial_password" not in crm.ask(GetUser, admin, user_id=user["id"])


def test_a_password_that_was_given_is_not_repeated(crm: ServiceUnderTest, admin: Caller) -> None:
    assert create(crm, admin, password=PASSWORD)["initial_password"] is None


@pytest.mark.parametrize("weak", ["short", "qwertyuiop", "my-name-is-wang"])
def test_a_weak_password_is_refused(crm: ServiceUnderTest, admin: Caller, weak: str) -> None:
    with crm.refused(422, pointer="/password"):
        create(crm, admin, password=weak)


def test_an_address_is_unique_in_the_installation_in_any_spelling(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    email = create(crm, admin)["email"]
    other = Company(crm)

    for service, caller in ((crm, admin), (other.crm, other.admin.caller)):
        with service.refused(409, "duplicate"):
            create(service, caller, email=email.upper())


@pytest.mark.parametrize(
    ("field", "code"), [("team_id", "unknown_team"), ("manager_id", "unknown_user"), ("role_ids", "unknown_role")]
)  # fmt: skip
def test_what_it_refers_to_must_be_there(crm: ServiceUnderTest, admin: Caller, unknown: UUID, field: str, code: str) -> None:
    with crm.refused(422, code):
        create(crm, admin, **{field: [unknown] if field == "role_ids" else unknown})


def test_what_another_tenant_has_is_not_there(crm: ServiceUnderTest, admin: Caller) -> None:
    other = Company(crm)
    theirs = {"team_id": other.team()["id"], "manager_id": other.hire().id, "role_ids": [other.role()["id"]]}

    for field, value in theirs.items():
        with crm.refused(422):
            create(crm, admin, **{field: value})


def test_nobody_who_left_is_a_manager(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    left = company.hire()
    crm.do(DeactivateUser, admin, user_id=left.id, version=1)

    with crm.refused(422, "inactive_user", "/manager_id"):
        create(crm, admin, manager_id=left.id)


def test_one_gives_no_role_that_is_more_than_ones_own(company: Company, crm: ServiceUnderTest) -> None:
    small, wide = company.role("sales.lead.*:own"), company.role("sales.*:own")
    clerk = company.hire("identity.user.*:all", "sales.lead.*:team")

    assert create(crm, clerk.caller, role_ids=[small["id"]])
    with crm.refused(403, "exceeds_own_grants") as problem:
        create(crm, clerk.caller, role_ids=[small["id"], wide["id"]])
    assert problem["permissions"] == ["sales.*"]


def test_one_lets_people_in_only_where_ones_permission_reaches(company: Company, crm: ServiceUnderTest) -> None:
    mine = company.team("Mine")
    below, other = company.team("Below", below=mine), company.team("Other")
    boss = company.hire("identity.user.*:subtree", team_id=mine["id"])

    for team in (mine, below):
        assert create(crm, boss.caller, team_id=team["id"])["team_path"] == team["path"]
    for team_id in (other["id"], None):
        with crm.refused(403, "beyond_own_team"):
            create(crm, boss.caller, team_id=team_id)


def test_without_the_permission_nobody_is_let_in(company: Company, crm: ServiceUnderTest) -> None:
    with crm.refused(403):
        create(crm, company.hire("identity.user.read:all", "sales.*:all").caller)


@pytest.mark.parametrize(
    "field", ["id", "tenant_id", "owner_id", "team_path", "password_hash", "is_active", "version", "deputy_id", "created_by"]
)
def test_a_field_that_is_not_offered_is_refused(crm: ServiceUnderTest, admin: Caller, field: str) -> None:
    with crm.refused(422, "unknown_field", f"/{field}"):
        create(crm, admin, **{field: "1"})


def test_the_same_call_again_lets_in_only_one(crm: ServiceUnderTest, admin: Caller) -> None:
    first = crm.call(CreateUser, admin, key="k", email="once@company.test", name="Once")
    again = crm.call(CreateUser, admin, key="k", email="once@company.test", name="Once")

    assert again["result"]["id"] == first["result"]["id"]
    assert len(crm.ask(ListUsers, admin, where={"field": "email", "value": "once@company.test"})["data"]) == 1
    crm.do(ChangeUser, admin, user_id=first["result"]["id"], version=1, email=f"{uuid4().hex}@company.test")
