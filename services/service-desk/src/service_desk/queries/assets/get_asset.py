"""One asset."""

from crm_contracts.service_desk.queries.installed_base import GetAsset
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset


@app.answers(GetAsset)
def get_asset(query: GetAsset, work: Work) -> Asset:
    return work.get(Asset, query.asset_id)
