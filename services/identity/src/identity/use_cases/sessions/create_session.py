"""Sign in."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from crm_contracts.identity.session_commands import CreateSession
from crm_kit.caller import Caller
from crm_kit.errors import Unauthenticated
from crm_kit.telemetry import log
from crm_kit.work import Work
from identity.app import app
from identity.attempts import Attempt
from identity.domain.user import User
from identity.door import looking_in
from identity.passwords import hash_password, is_outdated, is_password
from identity.signing_in import start_session


@app.handles(CreateSession)
def create_session(command: CreateSession, work: Work) -> dict[str, Any]:
    attempt = Attempt.of(work, command.email)
    found = _known(work, command.email.lower())
    attempt.count(work)
    # No connection is held while the password is looked at.
    is_right = is_password(command.password, found.password_hash if found else None)
    if found is None or not is_right or not found.is_active:
        log.warning("sign-in refused", ip=attempt.ip, user_id=str(found.id) if found else None)
        raise Unauthenticated("E-mail or password is wrong", code="wrong_credentials")
    return _sign_in(command, work, attempt, found)


def _known(work: Work, email: str) -> Row[UUID, UUID, str, bool] | None:
    with looking_in(work):
        query = select(User.id, User.tenant_id, User.password_hash, User.is_active)
        return work.session.execute(query.where(User.email == email, User.deleted_at.is_(None))).one_or_none()


def _sign_in(command: CreateSession, work: Work, attempt: Attempt, found: Row[UUID, UUID, str, bool]) -> dict[str, Any]:
    work.resume(Caller(tenant_id=found.tenant_id, user_id=found.id))
    user = work.session.get_one(User, found.id, with_for_update={"read": True})
    if user.password_hash != found.password_hash or not user.is_active:
        raise Unauthenticated("E-mail or password is wrong", code="wrong_credentials")
    attempt.succeed(work)
    if is_outdated(user.password_hash):
        user.password_hash = hash_password(command.password)
    return start_session(work, user)
