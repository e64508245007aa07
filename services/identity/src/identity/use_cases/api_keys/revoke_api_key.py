"""Stop a key for good."""

from crm_contracts.identity.api_key_commands import RevokeApiKey
from crm_kit.work import Work
from identity.app import app
from identity.domain.api_key import ApiKey


@app.handles(RevokeApiKey)
def revoke_api_key(command: RevokeApiKey, work: Work) -> ApiKey:
    key = work.get(ApiKey, command.api_key_id, version=command.version)
    key.revoke(work.now)
    return key
