"""Changing roles."""

from typing import Any

from crm_contracts.identity.commands import ChangeRole
from crm_contracts.identity.queries import ListHistory, ListRoles
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def by_key(crm: ServiceUnderTest, admin: Caller, key: str) -> dict[str, Any]:
    found: dict[str, Any] = crm.ask(ListRoles, admin, where={"field": "key", "value": key})["data"][0]
    return found


def test_other_grants_replace_those_it_had(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    role = company.role("sales.*:own", "customers.*:own")
    person = company.hire(role_ids=[role["id"]])

    wanted = [{"permission": "sales.*", "depth": "team"}]
    changed = crm.do(ChangeRole, admin, role_id=role["id"], version=1, grants=wanted)

    assert (changed["grants"], changed["name"], changed["version"]) == (wanted, role["name"], 2)
    assert company.caller(person.id).grants == {"sales.*": "team"}
    assert crm.events("identity.role.changed.v1")[-1]["data"] == {
        "id": role["id"], "ids": [role["id"]], "version": 2, "name": role["name"], "is_deleted": False,
    }  # fmt: skip
    assert crm.ask(ListHistory, admin)["data"][0]["changes"]["grants"] == [role["grants"], wanted]


def test_a_name_and_a_description_change_alone(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    role = company.role("sales.*:own")

    changed = crm.do(ChangeRole, admin, role_id=role["id"], version=1, name="Other", description="words")

    assert (changed["name"], changed["description"], changed["grants"]) == ("Other", "words", role["grants"])


def test_a_ready_made_role_may_change_but_the_administrators_not(crm: ServiceUnderTest, admin: Caller) -> None:
    auditor, administrator = by_key(crm, admin, "auditor"), by_key(crm, admin, "administrator")

    assert crm.do(ChangeRole, admin, role_id=auditor["id"], version=1, grants=[])["grants"] == []
    with crm.refused(409, "role_is_fixed"):
        crm.do(ChangeRole, admin, role_id=administrator["id"], version=1, grants=[])


def test_nobody_changes_a_role_that_gives_more_than_they_have(company: Company, crm: ServiceUnderTest) -> None:
    mighty, slight = company.role("sales.*:all"), company.role("sales.*:own")
    clerk = company.hire("identity.role.*:all", "sales.*:own")

    with crm.refused(403, "exceeds_own_grants"):
        crm.do(ChangeRole, clerk.caller, role_id=mighty["id"], version=1, grants=[])
    with crm.refused(403, "exceeds_own_grants"):
        crm.do(ChangeRole, clerk.caller, role_id=slight["id"], version=1, grants=mighty["grants"])
    assert crm.do(ChangeRole, clerk.caller, role_id=slight["id"], version=1, grants=[])["grants"] == []


def test_a_stale_version_is_refused(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    with crm.refused(412):
        crm.do(ChangeRole, admin, role_id=company.role()["id"], version=4, name="Other")
