"""The customer gives an asset back."""

from crm_contracts.service_desk.commands.installed_base import TakeAssetBack
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset


@app.handles(TakeAssetBack)
def take_asset_back(command: TakeAssetBack, work: Work) -> Asset:
    asset = work.get(Asset, command.asset_id, version=command.version)
    asset.move("take_back")
    return asset
