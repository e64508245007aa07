"""Whose token it is."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select, update

from crm_contracts.identity.session_commands import ResolveToken
from crm_kit.caller import Caller
from crm_kit.errors import Unauthenticated
from crm_kit.messages import as_json
from crm_kit.work import Work
from identity.app import app
from identity.callers import caller_of
from identity.domain import tokens
from identity.domain.api_key import ApiKey
from identity.domain.grants import merged
from identity.domain.session import Session
from identity.domain.user import User
from identity.door import enter, looking_in

TOUCHED = dt.timedelta(minutes=1)


@app.handles(ResolveToken)
def resolve_token(command: ResolveToken, work: Work) -> dict[str, Any]:
    key_id = tokens.api_key_id(command.token)
    return _of_session(command.token, work) if key_id is None else _of_api_key(command.token, work, ApiKey.id == key_id)


def _of_session(token: str, work: Work) -> dict[str, Any]:
    seen = tokens.digest(token)
    before = (Session.previous_hash == seen) & (Session.previous_until > work.now)
    found = _place(work, Session, or_(Session.token_hash == seen, before))
    user = _enter(work, found)
    session = work.session.get_one(Session, found.id)
    if session.deleted_at is not None or session.expires_at <= work.now:
        raise Unauthenticated("This session has ended")
    _touch(work, Session, session, "last_seen_at")
    limits: dict[str, str] | None = {} if user.must_change_password else None
    caller = caller_of(work, user, session_id=session.id, limits=limits)
    return _answer(caller, session.expires_at, [], None)


def _of_api_key(token: str, work: Work, condition: ColumnElement[bool]) -> dict[str, Any]:
    found = _place(work, ApiKey, condition)
    user = _enter(work, found)
    key = work.session.get_one(ApiKey, found.id)
    if not key.opens_with(token, work.now) or not key.is_usable(work.now):
        raise Unauthenticated("This key is not valid")
    _touch(work, ApiKey, key, "last_used_at")
    caller = caller_of(work, user, session_id=key.id, limits=merged(key.limits))
    return _answer(caller, key.expires_at, key.ip_allow, key.rate_per_minute)


def _place(work: Work, entity: Any, condition: ColumnElement[bool]) -> Row[Any]:
    """Where the token's record is: id, tenant and owner."""
    with looking_in(work):
        found = work.session.execute(select(entity.id, entity.tenant_id, entity.owner_id).where(condition)).one_or_none()
    if found is None:
        raise Unauthenticated("This token is not valid")
    return found


def _enter(work: Work, found: Row[Any]) -> User:
    enter(work, found.tenant_id, found.owner_id)
    user = work.session.get(User, found.owner_id)
    if user is None or not user.is_active or user.deleted_at is not None:
        raise Unauthenticated("This user is not active any more")
    return user


def _touch(work: Work, entity: Any, record: Any, name: str) -> None:
    """Note the use, at most once a minute, without making another version of the record."""
    seen = getattr(record, name)
    if seen is None or seen < work.now - TOUCHED:
        used = update(entity).where(entity.id == record.id).values({name: work.now})
        work.session.execute(used, execution_options={"synchronize_session": False})


def _answer(caller: Caller, expires_at: dt.datetime | None, ip_allow: list[str], rate_per_minute: int | None) -> dict[str, Any]:
    return {
        "caller": caller.as_json(),
        "expires_at": as_json(expires_at),
        "ip_allow": ip_allow,
        "rate_per_minute": rate_per_minute,
    }
