"""Reading one asset."""

from typing import Any

from crm_contracts.service_desk.queries.installed_base import GetAsset
from crm_kit.testing.service import ServiceUnderTest


def test_an_asset_is_read_by_who_may_see_it(crm: ServiceUnderTest, base: Any) -> None:
    asset = base.asset()

    assert crm.ask(GetAsset, base.admin, asset_id=asset["id"]) == asset
    with crm.refused(404):
        crm.ask(GetAsset, crm.person("service_desk.asset.read:own"), asset_id=asset["id"])
