"""Somebody is back."""

from crm_contracts.identity.commands import ReactivateUser
from crm_kit.work import Work
from identity.app import app
from identity.domain.user import User
from identity.people import require_not_above


@app.handles(ReactivateUser)
def reactivate_user(command: ReactivateUser, work: Work) -> User:
    user = work.get(User, command.user_id, version=command.version, lock=True)
    require_not_above(work, user)
    user.reactivate()
    return user
