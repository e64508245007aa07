"""An asset is in use again."""

from crm_contracts.service_desk.commands.installed_base import PutAssetToUse
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset


@app.handles(PutAssetToUse)
def put_asset_to_use(command: PutAssetToUse, work: Work) -> Asset:
    asset = work.get(Asset, command.asset_id, version=command.version)
    asset.move("put_to_use")
    return asset
