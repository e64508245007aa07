"""Policies, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.policies import ListPolicies
from crm_kit.testing.service import ServiceUnderTest


def test_policies_come_by_name(crm: ServiceUnderTest, promised: Any) -> None:
    for name in ("Gold", "Bronze"):
        promised.policy(name=name, is_default=False)

    assert [row["name"] for row in crm.ask(ListPolicies, promised.admin)["data"]] == ["Bronze", "Gold"]
