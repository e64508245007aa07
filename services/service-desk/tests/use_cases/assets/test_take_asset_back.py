"""Assets that customers give back."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import TakeAssetBack
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_given_back_is_returned_once(crm: ServiceUnderTest, base: Any) -> None:
    back = base.step(TakeAssetBack, "asset", base.asset())

    assert back["status"] == "returned"
    with crm.refused(409, "illegal_transition"):
        base.step(TakeAssetBack, "asset", back)
