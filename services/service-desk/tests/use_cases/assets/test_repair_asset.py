"""Assets in repair."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import RepairAsset
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_is_in_repair_is_told(crm: ServiceUnderTest, base: Any) -> None:
    moved = base.step(RepairAsset, "asset", base.asset())

    assert moved["status"] == "in_repair"
    [told] = crm.events("service_desk.asset.status_changed.v1")
    assert told["data"]["status"] == "in_repair"
    write_golden(told)
    with crm.refused(409, "illegal_transition"):
        base.step(RepairAsset, "asset", moved)
