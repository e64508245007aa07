"""Roles by name."""

from crm_contracts.identity.queries import ListRoles
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_the_ready_made_ones_and_ones_own(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    role = company.role("sales.*:own", name="Zookeeper")

    found = crm.ask(ListRoles, admin, count="exact")

    assert found["count"] == 10
    assert found["data"][-1] == role
    own = crm.ask(ListRoles, admin, where={"field": "key", "op": "null", "value": True})["data"]
    assert own == [role]


def test_another_tenant_sees_its_own(company: Company, crm: ServiceUnderTest) -> None:
    company.role(name="Zookeeper")
    other = Company(crm)

    assert "Zookeeper" not in [role["name"] for role in other.crm.ask(ListRoles, other.admin.caller)["data"]]
