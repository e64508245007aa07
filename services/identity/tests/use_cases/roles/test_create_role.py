"""Making roles."""

from typing import Any

import pytest

from crm_contracts.identity.commands import CreateRole
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from identity.testing import Company


def grants(*written: str) -> list[dict[str, Any]]:
    return [dict(zip(("permission", "depth"), grant.rsplit(":", 1), strict=True)) for grant in written]


def test_a_role_has_the_grants_that_were_given(crm: ServiceUnderTest, admin: Caller) -> None:
    role = crm.do(CreateRole, admin, name="Key accounts", description="大客户", grants=grants("sales.*:team", "*.read:all"))

    assert role["grants"] == grants("*.read:all", "sales.*:team")
    assert role["key"] is None
    event = crm.events("identity.role.changed.v1")[-1]
    assert event["data"] == {"id": role["id"], "ids": [role["id"]], "version": 1, "name": "Key accounts", "is_deleted": False}
    write_golden(event)


@pytest.mark.parametrize(
    "pattern", ["sales.order.read", "sales.order.*", "sales.*.read", "sales.*", "*.read", "*", "service_desk.ticket.*"]
)
def test_every_family_may_be_granted(crm: ServiceUnderTest, admin: Caller, pattern: str) -> None:
    assert crm.do(CreateRole, admin, name="r", grants=grants(f"{pattern}:own"))["grants"] == grants(f"{pattern}:own")


@pytest.mark.parametrize(
    "pattern",
    [
        "", "sales", "**", "*.*", "sales.*.*", "*.order.read", "*.*.read", "sales.order", "sales.order.read.x", "Sales.*",
        "sales.or-der.read", ".", "sales..read", "销售.*", "sales.order.read\u0000",
    ],
)  # fmt: skip
def test_what_is_no_permission_is_refused(crm: ServiceUnderTest, admin: Caller, pattern: str) -> None:
    with crm.refused(422, pointer="/grants/1/permission"):
        crm.do(CreateRole, admin, name="r", grants=[*grants("sales.*:own"), {"permission": pattern, "depth": "own"}])


def test_a_depth_that_is_none_and_a_permission_twice_are_refused(crm: ServiceUnderTest, admin: Caller) -> None:
    with crm.refused(422, pointer="/grants/0/depth"):
        crm.do(CreateRole, admin, name="r", grants=grants("sales.*:everything"))
    with crm.refused(422, "duplicate", "/grants/1/permission"):
        crm.do(CreateRole, admin, name="r", grants=grants("sales.*:own", "sales.*:all"))


def test_a_name_stands_for_one_role(crm: ServiceUnderTest, admin: Caller) -> None:
    crm.do(CreateRole, admin, name="Key accounts")

    with crm.refused(409, "duplicate"):
        crm.do(CreateRole, admin, name="KEY accounts")


@pytest.mark.parametrize(
    ("held", "wanted", "status"),
    [
        ("sales.*:team", "sales.order.read:team", 200), ("sales.*:team", "sales.order.read:own", 200),
        ("sales.*:team", "sales.*:team", 200),
        ("sales.*:team", "sales.order.read:subtree", 403), ("sales.*:team", "customers.account.read:own", 403),
        ("sales.order.*:all", "sales.*:own", 403), ("sales.*.read:all", "*.read:own", 403), ("*.read:all", "sales.*.read:all", 200),
        ("sales.*:none", "sales.order.read:own", 403), ("sales.*:own", "purchasing.*:none", 200),
    ],
)  # fmt: skip
def test_nobody_gives_more_than_they_have(company: Company, crm: ServiceUnderTest, held: str, wanted: str, status: int) -> None:
    clerk = company.hire("identity.role.*:all", held)

    reply = crm.call(CreateRole, clerk.caller, name="r", grants=grants(wanted))

    assert reply.get("problem", {}).get("status", 200) == status


def test_nor_more_than_the_key_they_came_with_allows(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    limited = Caller.from_json({**admin.as_json(), "limits": {"identity.*": "all", "sales.*": "own"}})

    assert crm.do(CreateRole, limited, name="fits", grants=grants("sales.*:own"))
    with crm.refused(403, "exceeds_own_grants"):
        crm.do(CreateRole, limited, name="exceeds", grants=grants("sales.*:all"))


def test_without_the_permission_nobody_makes_roles(company: Company, crm: ServiceUnderTest) -> None:
    with crm.refused(403, "forbidden"):
        crm.do(CreateRole, company.hire("identity.role.read:all").caller, name="r")
