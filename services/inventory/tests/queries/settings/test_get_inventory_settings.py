"""What has been decided about inventory."""

from crm_contracts.inventory.queries.warehouses import GetInventorySettings
from crm_kit.testing.service import ServiceUnderTest


def test_without_a_decision_there_are_defaults(crm: ServiceUnderTest) -> None:
    shown = crm.ask(GetInventorySettings, crm.person("inventory.settings.read:own"))

    assert (shown["version"], shown["ship_by"], shown["over_delivery_percent"]) == (0, "notice", "0")
    assert (shown["closed_through"], shown["adjustment_approval_limit"], shown["price_rise_percent"]) == (None, None, "10")
    with crm.refused(403):
        crm.ask(GetInventorySettings, crm.person("inventory.stock.read:all"))
