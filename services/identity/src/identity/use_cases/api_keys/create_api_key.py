"""Make a key."""

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_kit.messages import given
from crm_kit.work import Work
from identity.app import app
from identity.domain.api_key import ApiKey, check_expiry, networks
from identity.domain.grants import merged, require_within_own, written
from identity.domain.user import User
from identity.people import active_user, require_not_above
from identity.signing_in import own_user


@app.handles(CreateApiKey)
def create_api_key(command: CreateApiKey, work: Work) -> ApiKey:
    owner = _owner(command, work)
    limits = written(command.limits, "/limits")
    require_within_own(work.caller, merged(limits))
    check_expiry(command.expires_at, work.now)
    fields = given(command, but=("user_id", "limits", "ip_allow"))
    key = ApiKey(**fields, owner_id=owner.id, team_path=owner.team_path, limits=limits, ip_allow=networks(command.ip_allow))
    key.token = key.issue()
    return work.add(key)


def _owner(command: CreateApiKey, work: Work) -> User:
    """Oneself, or somebody whom the permission reaches and who may do no more than oneself."""
    if command.user_id in (None, work.caller.user_id):
        return own_user(work)
    owner = work.get(User, command.user_id)
    active_user(work, owner.id, "/user_id")
    require_not_above(work, owner)
    return owner
