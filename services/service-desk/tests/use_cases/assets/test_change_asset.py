"""Correcting what is known of assets."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import ChangeAsset, ScrapAsset
from crm_kit.testing.service import ServiceUnderTest


def test_an_asset_is_corrected_until_it_is_no_more(crm: ServiceUnderTest, base: Any) -> None:
    asset = base.asset()

    changed = base.step(ChangeAsset, "asset", asset, site="Hall 3", warranty_until=None)

    assert (changed["site"], changed["warranty_until"]) == ("Hall 3", None)
    with crm.refused(422, "not_one", "/qty"):
        base.step(ChangeAsset, "asset", changed, qty="2")
    scrapped = base.step(ScrapAsset, "asset", changed, reason="Rust")
    with crm.refused(409, "illegal_transition"):
        base.step(ChangeAsset, "asset", scrapped, site="Hall 4")
