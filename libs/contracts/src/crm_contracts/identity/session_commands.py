"""Signing in and out, passwords, and whose token it is."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from crm_contracts.identity.views import ResolvedTokenView, SessionTokenView
from crm_contracts.identity.words import Token
from crm_kit.messages import command
from crm_kit.words import Email, Password, Text


@command(allow="public", returns=SessionTokenView, once=False)
class CreateSession:
    """Sign in."""

    email: Email
    password: Password


@command(allow="signed-in", returns=SessionTokenView, once=False)
class RenewSession:
    """Go on for another while under a fresh token; the old one is good for a minute more."""


@command(allow="signed-in", returns=SessionTokenView, once=False)
class ChangePassword:
    """Set a new password. All sessions end; the answer is a new one."""

    current_password: Password
    new_password: Password


@command(allow="signed-in")
class EndCurrentSession:
    """Sign out."""


@command(allow="signed-in")
class EndSession:
    """End one session: one's own, or somebody else's with the permission identity.session.delete."""

    session_id: UUID


@command(allow="signed-in")
class EndSessions:
    """End all sessions of a user, without `user_id` one's own; `keep_current` leaves the one that asks."""

    user_id: UUID | None = None
    keep_current: bool = False


@command(allow="public", returns=ResolvedTokenView, once=False)
class ResolveToken:
    """Whose token it is: a session's or an API key's. For the gateway; the answer may be kept for a minute."""

    token: Token
    ip: Annotated[str, Text(45)] | None = None
