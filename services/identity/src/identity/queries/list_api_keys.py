"""API keys, page by page."""

from typing import Any

from crm_contracts.identity.queries import ListApiKeys
from crm_kit.listing import page
from crm_kit.work import Work
from identity.app import app
from identity.domain.api_key import ApiKey


@app.answers(ListApiKeys)
def list_api_keys(query: ListApiKeys, work: Work) -> dict[str, Any]:
    return page(work, query, ApiKey)
