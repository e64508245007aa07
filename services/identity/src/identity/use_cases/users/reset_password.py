"""Give a user a password to begin with anew."""

from crm_contracts.identity.commands import ResetPassword
from crm_kit.work import Work
from identity.app import app
from identity.domain.password import generated_password
from identity.domain.user import User
from identity.passwords import hash_password
from identity.people import end_sessions, require_not_above


@app.handles(ResetPassword)
def reset_password(command: ResetPassword, work: Work) -> User:
    user = work.get(User, command.user_id, version=command.version)
    require_not_above(work, user)
    user.initial_password = generated_password()
    user.set_password(hash_password(user.initial_password), must_change=True)
    end_sessions(work, user.id)
    return user
