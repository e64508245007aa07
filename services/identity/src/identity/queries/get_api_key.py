"""One API key."""

from crm_contracts.identity.queries import GetApiKey
from crm_kit.work import Work
from identity.app import app
from identity.domain.api_key import ApiKey


@app.answers(GetApiKey)
def get_api_key(query: GetApiKey, work: Work) -> ApiKey:
    return work.get(ApiKey, query.api_key_id)
