"""Assets, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.installed_base import ListAssets
from crm_kit.testing.service import ServiceUnderTest


def test_assets_are_found_by_serial_number_and_by_account(crm: ServiceUnderTest, base: Any) -> None:
    wanted, other = base.asset(serial="PX-7"), base.asset(serial="QY-8")

    by_serial = crm.ask(ListAssets, base.admin, where={"field": "q", "value": "px-7"})["data"]
    by_account = crm.ask(ListAssets, base.admin, where={"field": "account_id", "value": other["account_id"]})["data"]

    assert ([row["id"] for row in by_serial], [row["id"] for row in by_account]) == ([wanted["id"]], [other["id"]])
    assert crm.ask(ListAssets, crm.person("service_desk.asset.read:own"))["data"] == []
