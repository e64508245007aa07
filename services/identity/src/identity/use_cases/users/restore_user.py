"""Put a deleted user back on the list."""

from crm_contracts.identity.commands import RestoreUser
from crm_kit.work import Work
from identity.app import app
from identity.domain.user import User
from identity.people import require_not_above


@app.handles(RestoreUser)
def restore_user(command: RestoreUser, work: Work) -> User:
    user = work.restore(User, command.user_id, version=command.version)
    require_not_above(work, user)
    user.change()
    return user
