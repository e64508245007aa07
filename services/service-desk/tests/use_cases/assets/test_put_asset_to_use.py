"""Assets in use again."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import PutAssetToUse, RepairAsset, TakeAssetBack
from crm_kit.testing.service import ServiceUnderTest


def test_what_was_repaired_or_given_back_is_in_use_again(crm: ServiceUnderTest, base: Any) -> None:
    for before in (RepairAsset, TakeAssetBack):
        again = base.step(PutAssetToUse, "asset", base.step(before, "asset", base.asset()))
        assert again["status"] == "in_use"
    with crm.refused(409, "illegal_transition"):
        base.step(PutAssetToUse, "asset", again)
