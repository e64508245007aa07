"""An asset goes into repair."""

from crm_contracts.service_desk.commands.installed_base import RepairAsset
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset


@app.handles(RepairAsset)
def repair_asset(command: RepairAsset, work: Work) -> Asset:
    asset = work.get(Asset, command.asset_id, version=command.version)
    asset.move("repair")
    return asset
