"""An asset is no more."""

from crm_contracts.service_desk.commands.installed_base import ScrapAsset
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset


@app.handles(ScrapAsset)
def scrap_asset(command: ScrapAsset, work: Work) -> Asset:
    asset = work.get(Asset, command.asset_id, version=command.version)
    asset.move("scrap")
    return asset
