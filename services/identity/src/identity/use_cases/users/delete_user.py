"""Take a user off the list."""

from sqlalchemy import select

from crm_contracts.identity.commands import DeleteUser
from crm_kit.errors import Conflict
from crm_kit.work import Work
from identity.app import app
from identity.domain.user import User
from identity.people import end_sessions, keep_an_administrator, require_not_above, stop_api_keys


@app.handles(DeleteUser)
def delete_user(command: DeleteUser, work: Work) -> None:
    user = work.get(User, command.user_id, version=command.version, lock=True)
    require_not_above(work, user)
    _refuse_if_manager(work, user)
    if user.is_active:
        user.deactivate(work.now)
    end_sessions(work, user.id)
    stop_api_keys(work, user.id)
    work.remove(user)
    keep_an_administrator(work)


def _refuse_if_manager(work: Work, user: User) -> None:
    managed = select(User.id).where(User.manager_id == user.id, User.is_active, User.deleted_at.is_(None)).limit(20)
    if references := [str(user_id) for user_id in work.session.scalars(managed)]:
        raise Conflict("Others have this user as their manager", code="in_use", references=references)
