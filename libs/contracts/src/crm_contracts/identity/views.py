"""What identity shows."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.identity.words import Grant, Token
from crm_kit.audit_words import SealedDay
from crm_kit.messages import value, view


@view
class UserView:
    """A user. `owner_id` is the user: everybody's record is their own."""

    id: UUID
    version: int
    email: str
    name: str
    position: str
    team_id: UUID | None
    team_path: str
    owner_id: UUID
    role_ids: list[UUID]
    manager_id: UUID | None
    deputy_id: UUID | None
    deputy_from: dt.date | None
    deputy_until: dt.date | None
    is_active: bool
    must_change_password: bool
    deactivated_at: dt.datetime | None
    successor_id: UUID | None
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class NewUserView(UserView):
    """A user as they were made, or after an administrator's reset: the only time that a generated password is shown."""

    initial_password: Token | None


@view
class TeamView:
    """A team. `path` is its place in the tree: the numbers of the teams above it and its own, /1/4/."""

    id: UUID
    version: int
    name: str
    path: str
    parent_id: UUID | None
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class RoleView:
    """A role and what its holders may do. `key` names a ready-made one."""

    id: UUID
    version: int
    key: str | None
    name: str
    description: str
    grants: list[Grant]
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class SessionView:
    """One place where somebody is signed in."""

    id: UUID
    owner_id: UUID
    ip: str | None
    user_agent: str | None
    created_at: dt.datetime
    last_seen_at: dt.datetime
    expires_at: dt.datetime
    is_current: bool


@value
class SignedInUser:
    """Who just signed in."""

    id: UUID
    email: str
    name: str


@view
class SessionTokenView:
    """A session and its token, shown this once. While `must_change_password` one can do nothing but change it."""

    id: UUID
    token: Token | None
    expires_at: dt.datetime
    must_change_password: bool
    user: SignedInUser


@view
class ApiKeyView:
    """A key for programs. It may do what its owner may, within `limits`."""

    id: UUID
    version: int
    owner_id: UUID
    name: str
    limits: list[Grant]
    ip_allow: list[str]
    rate_per_minute: int | None
    expires_at: dt.datetime | None
    last_used_at: dt.datetime | None
    previous_valid_until: dt.datetime | None
    revoked_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class NewApiKeyView(ApiKeyView):
    """A key with its token, `crm_<id>_<secret>`, shown this once."""

    token: Token | None


@view
class ResolvedTokenView:
    """Whose token it is, as `crm_kit.caller.Caller.as_json` writes it, and within which bounds it may be used."""

    caller: dict[str, Any]
    expires_at: dt.datetime | None
    ip_allow: list[str]
    rate_per_minute: int | None


@view
class AccessView:
    """What a user may do, as `crm_kit.caller.Caller.as_json` writes it."""

    caller: dict[str, Any]


@value
class Named:
    """Something by id and name."""

    id: UUID
    name: str


@value
class MyTeam:
    """The team one is in."""

    id: UUID
    name: str
    path: str


@view
class MeView:
    """Who one is and what one may do. `limits` narrow `grants` where one came with an API key."""

    id: UUID
    email: str
    name: str
    position: str
    tenant: Named
    team: MyTeam | None
    roles: list[Named]
    grants: list[Grant]
    limits: list[Grant] | None
    stands_for: list[Named]
    must_change_password: bool
    session_id: UUID | None


@view
class VerifiedHistoryView:
    """The days of the history, each held against its seal."""

    is_intact: bool
    days: list[SealedDay]
