"""Decide otherwise about inventory."""

from crm_contracts.inventory.commands.warehouses import ChangeInventorySettings
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.settings import Settings
from inventory.lookups.places import warehouse_or_default
from inventory.lookups.settings import settings_to_change


@app.handles(ChangeInventorySettings)
def change_inventory_settings(command: ChangeInventorySettings, work: Work) -> Settings:
    settings, changes = settings_to_change(work, command.version), given(command)
    warehouse_or_default(work, changes.get("warehouse_id"))
    settings.change(changes, work.today, app.base_currency)
    return settings
