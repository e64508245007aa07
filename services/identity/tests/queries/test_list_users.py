"""Users, page by page."""

import pytest

from crm_contracts.identity.queries import ListUsers
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def names(crm: ServiceUnderTest, caller: Caller, **more: object) -> list[str]:
    return [user["name"] for user in crm.ask(ListUsers, caller, **more)["data"]]


def test_filters_sorts_and_search(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    team, role = company.team(), company.role()
    company.hire(name="王小明", position="销售", team_id=team["id"])
    company.hire(name="bob", role_ids=[role["id"]], manager_id=company.admin.id)

    def found(field: str, value: object, op: str = "eq") -> list[str]:
        return names(
            crm, admin, where={"field": field, "op": op, "value": value} if field != "q" else {"field": "q", "value": value}
        )

    assert names(crm, admin) == ["Ada Root", "bob", "王小明"]
    assert names(crm, admin, sort="-name") == ["王小明", "bob", "Ada Root"]
    assert found("team_id", team["id"]) == ["王小明"]
    assert found("role_ids", role["id"]) == ["bob"]
    assert found("manager_id", company.admin.id) == ["bob"]
    assert found("team_path", "/", "starts") == ["Ada Root", "王小明"]
    assert found("is_active", True) == ["Ada Root", "bob", "王小明"]
    assert found("q", "小") == ["王小明"]
    assert found("q", company.admin.email[:9]) == ["Ada Root"]


def test_what_is_not_offered_is_refused(crm: ServiceUnderTest, admin: Caller) -> None:
    for field in ("password_hash", "tenant_id", "search_text"):
        with crm.refused(422, "unknown_field"):
            names(crm, admin, where={"field": field, "value": "x"})
        with crm.refused(400, "unknown_sort"):
            names(crm, admin, sort=field)


@pytest.mark.parametrize(("depth", "seen"), [("own", 1), ("team", 2), ("subtree", 3), ("all", 5)])
def test_lists_and_counts_obey_the_depth(company: Company, crm: ServiceUnderTest, depth: str, seen: int) -> None:
    mine = company.team("Mine")
    company.hire(team_id=mine["id"])
    company.hire(team_id=company.team("Below", below=mine)["id"])
    company.hire(team_id=company.team("Other")["id"])
    me = company.hire(f"identity.user.read:{depth}", team_id=mine["id"])

    answer = crm.ask(ListUsers, me.caller, count="exact")

    assert len(answer["data"]) == answer["count"] == seen


def test_another_tenant_sees_nobody_of_ours(company: Company, crm: ServiceUnderTest) -> None:
    other = Company(crm)

    assert names(other.crm, other.admin.caller) == ["Ada Root"]
    assert other.crm.ask(ListUsers, other.admin.caller)["data"][0]["email"] == other.admin.email != company.admin.email
