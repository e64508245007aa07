"""Removing roles."""

from crm_contracts.identity.commands import ChangeUser, DeleteRole
from crm_contracts.identity.queries import GetRole, ListRoles
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_one_that_nobody_holds_goes_and_its_name_is_free(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    role = company.role(name="Short-lived")

    crm.do(DeleteRole, admin, role_id=role["id"], version=1)

    with crm.refused(404):
        crm.ask(GetRole, admin, role_id=role["id"])
    assert crm.events("identity.role.changed.v1")[-1]["data"]["is_deleted"] is True
    assert company.role(name="Short-lived")


def test_one_that_somebody_holds_stays(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    role = company.role()
    person = company.hire(role_ids=[role["id"]])

    with crm.refused(409, "in_use") as problem:
        crm.do(DeleteRole, admin, role_id=role["id"], version=1)
    assert problem["references"] == [person.id]
    crm.do(ChangeUser, admin, user_id=person.id, version=1, role_ids=[])
    crm.do(DeleteRole, admin, role_id=role["id"], version=1)


def test_the_administrators_role_stays_and_so_does_one_beyond_ones_own(
    company: Company, crm: ServiceUnderTest, admin: Caller
) -> None:
    fixed = crm.ask(ListRoles, admin, where={"field": "key", "value": "administrator"})["data"][0]
    clerk = company.hire("identity.role.*:all")

    with crm.refused(409, "role_is_fixed"):
        crm.do(DeleteRole, admin, role_id=fixed["id"], version=1)
    with crm.refused(403, "exceeds_own_grants"):
        crm.do(DeleteRole, clerk.caller, role_id=company.role("sales.*:all")["id"], version=1)
