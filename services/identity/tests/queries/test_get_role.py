"""One role."""

from uuid import UUID

from crm_contracts.identity.queries import GetRole
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_it_is_shown_as_it_was_made(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    made = company.role()

    assert crm.ask(GetRole, company.hire("identity.role.read:own").caller, role_id=made["id"]) == made


def test_it_needs_the_permission_and_the_tenant(company: Company, crm: ServiceUnderTest, admin: Caller, unknown: UUID) -> None:
    made, theirs = company.role(), Company(crm).role()

    with crm.refused(403):
        crm.ask(GetRole, company.hire("identity.user.*:all").caller, role_id=made["id"])
    for role_id in (unknown, theirs["id"]):
        with crm.refused(404):
            crm.ask(GetRole, admin, role_id=role_id)
