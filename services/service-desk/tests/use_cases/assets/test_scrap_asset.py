"""Assets that are no more."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import PutAssetToUse, ScrapAsset
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_scrapped_stays_so(crm: ServiceUnderTest, base: Any) -> None:
    gone = base.step(ScrapAsset, "asset", base.asset(), reason="Rust")

    assert gone["status"] == "scrapped"
    with crm.refused(409, "illegal_transition"):
        base.step(PutAssetToUse, "asset", gone)
