"""Set a new password."""

from typing import Any

from crm_contracts.identity.session_commands import ChangePassword
from crm_kit.errors import Invalid
from crm_kit.work import Work
from identity.app import app
from identity.attempts import Attempt
from identity.domain.password import check_password
from identity.passwords import hash_password, is_password
from identity.people import end_sessions
from identity.signing_in import current_session, own_user, start_session


@app.handles(ChangePassword)
def change_password(command: ChangePassword, work: Work) -> dict[str, Any]:
    current_session(work)
    user = own_user(work)
    attempt = Attempt.of(work, user.email)
    attempt.count(work)
    if not is_password(command.current_password, user.password_hash):
        raise Invalid.field("/current_password", "wrong_password", "This is not your present password")
    if command.new_password == command.current_password:
        raise Invalid.field("/new_password", "password_unchanged", "The new password is the old one")
    check_password(command.new_password, email=user.email, name=user.name, pointer="/new_password")
    return _change(work, attempt, user.password_hash, hash_password(command.new_password))


def _change(work: Work, attempt: Attempt, seen_hash: str, new_hash: str) -> dict[str, Any]:
    work.resume()
    user = own_user(work)
    if user.password_hash != seen_hash:
        raise Invalid.field("/current_password", "wrong_password", "Your password was changed at this very moment")
    attempt.succeed(work)
    user.set_password(new_hash, must_change=False)
    end_sessions(work, user.id)
    return start_session(work, user)
