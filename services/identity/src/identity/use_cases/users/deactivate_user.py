"""Somebody leaves."""

from crm_contracts.identity.commands import DeactivateUser
from crm_kit.work import Work
from identity.app import app
from identity.domain.user import User
from identity.people import active_user, end_sessions, keep_an_administrator, require_not_above, stop_api_keys


@app.handles(DeactivateUser)
def deactivate_user(command: DeactivateUser, work: Work) -> User:
    user = work.get(User, command.user_id, version=command.version, lock=True)
    require_not_above(work, user)
    active_user(work, command.successor_id, "/successor_id")
    user.deactivate(work.now, command.successor_id)
    end_sessions(work, user.id)
    stop_api_keys(work, user.id)
    keep_an_administrator(work)
    return user
