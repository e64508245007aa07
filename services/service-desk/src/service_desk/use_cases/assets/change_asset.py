"""Correct what is known of an asset."""

from crm_contracts.service_desk.commands.installed_base import ChangeAsset
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset


@app.handles(ChangeAsset)
def change_asset(command: ChangeAsset, work: Work) -> Asset:
    asset = work.get(Asset, command.asset_id, version=command.version)
    asset.change(given(command))
    return asset
