"""Change a key's name or bounds."""

from typing import Any

from crm_contracts.identity.api_key_commands import ChangeApiKey
from crm_kit.messages import given
from crm_kit.work import Work
from identity.app import app
from identity.domain.api_key import ApiKey, check_expiry, networks
from identity.domain.grants import merged, require_within_own, written


@app.handles(ChangeApiKey)
def change_api_key(command: ChangeApiKey, work: Work) -> ApiKey:
    key = work.get(ApiKey, command.api_key_id, version=command.version)
    require_within_own(work.caller, merged(key.limits))
    key.change(**_fields(command, work))
    return key


def _fields(command: ChangeApiKey, work: Work) -> dict[str, Any]:
    fields = given(command)
    if "limits" in fields:
        fields["limits"] = written(fields["limits"], "/limits")
        require_within_own(work.caller, merged(fields["limits"]))
    if "ip_allow" in fields:
        fields["ip_allow"] = networks(fields["ip_allow"])
    if "expires_at" in fields:
        check_expiry(fields["expires_at"], work.now)
    return fields
