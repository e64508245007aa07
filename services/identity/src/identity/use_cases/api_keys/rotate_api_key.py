"""Give a key a new token."""

from crm_contracts.identity.api_key_commands import RotateApiKey
from crm_kit.work import Work
from identity.app import app
from identity.domain.api_key import ApiKey
from identity.domain.grants import merged, require_within_own


@app.handles(RotateApiKey)
def rotate_api_key(command: RotateApiKey, work: Work) -> ApiKey:
    key = work.get(ApiKey, command.api_key_id, version=command.version)
    require_within_own(work.caller, merged(key.limits))
    key.token = key.rotate(work.now, command.old_valid_until)
    return key
