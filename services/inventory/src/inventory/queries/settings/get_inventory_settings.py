"""What has been decided about inventory."""

from crm_contracts.inventory.queries.warehouses import GetInventorySettings
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.settings import Settings
from inventory.lookups.settings import settings


@app.answers(GetInventorySettings)
def get_inventory_settings(_: GetInventorySettings, work: Work) -> Settings:
    return settings(work)
