"""What signing in, going on and changing the password have in common: a session and its answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from crm_kit.caller import Caller
from crm_kit.errors import Forbidden, NotFound
from crm_kit.messages import as_json
from crm_kit.work import Work
from identity.domain.session import LONGEST, Session
from identity.domain.user import User


def start_session(work: Work, user: User) -> dict[str, Any]:
    """Sign the user in, and answer with the token."""
    forgotten = delete(Session).where(Session.owner_id == user.id, Session.expires_at < work.now - LONGEST)
    work.session.execute(forgotten, execution_options={"synchronize_session": False})
    agent = work.context.get("user_agent")
    session = Session(owner_id=user.id, team_path=user.team_path, ip=work.context.get("ip"), user_agent=agent and agent[:300])
    token = work.add(session).start(work.now)
    return answer(session, user, token)


def answer(session: Session, user: User, token: str) -> dict[str, Any]:
    """A SessionTokenView."""
    return {
        "id": str(session.id),
        "token": token,
        "expires_at": as_json(session.expires_at),
        "must_change_password": user.must_change_password,
        "user": {"id": str(user.id), "email": user.email, "name": user.name},
    }


def current_session(work: Work) -> Session:
    """The session that asks. Forbidden (403) for an API key."""
    session = None
    if work.caller.session_id is not None:
        session = work.session.get(Session, work.caller.session_id, with_for_update=True)
    if session is None or session.deleted_at is not None:
        raise Forbidden("Only somebody who has signed in can do this, an API key cannot")
    return session


def own_user(work: Work) -> User:
    """The user who asks. NotFound where the caller is none of ours."""
    user = work.session.scalar(select(User).where(User.id == work.caller.user_id, User.deleted_at.is_(None)))
    if user is None:
        raise NotFound("You are not among the users any more")
    return user


def is_program(caller: Caller) -> bool:
    """Whether an API key asks: it touches its owner's sessions only where its limits say so. A session has no limits, or none left
    while the password has to be changed."""
    return bool(caller.limits)


def session_to_end(work: Work, session_id: UUID) -> Session:
    """One's own session, or somebody else's as far as the permission identity.session.delete goes; else NotFound."""
    session = None if is_program(work.caller) else work.session.get(Session, session_id)
    if session is not None and session.deleted_at is None and session.owner_id == work.caller.user_id:
        return session
    return work.get(Session, session_id, allow="identity.session.delete")
