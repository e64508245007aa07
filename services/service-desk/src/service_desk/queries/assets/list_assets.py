"""What customers have from us, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.installed_base import ListAssets
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset


@app.answers(ListAssets)
def list_assets(query: ListAssets, work: Work) -> dict[str, Any]:
    return page(work, query, Asset)
