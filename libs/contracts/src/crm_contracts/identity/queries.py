"""What one can ask of identity."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from uuid import UUID

from crm_contracts.identity.views import (
    AccessView,
    ApiKeyView,
    MeView,
    RoleView,
    SessionView,
    TeamView,
    UserView,
    VerifiedHistoryView,
)
from crm_kit.audit_words import ExplainQuery, Explanation, HistoryQuery, HistoryRow
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="signed-in", returns=MeView)
class Me:
    """Who one is and what one may do."""


@query(allow="identity.user.read", returns=UserView)
class GetUser:
    """One user."""

    user_id: UUID


@query(allow="identity.user.read", returns=UserView)
class ListUsers(ListQuery):
    """Users by name."""

    filters: ClassVar = (
        "email", "name", "position", "team_id", "team_path", "role_ids", "manager_id", "deputy_id", "is_active", "created_at",
    )  # fmt: skip
    sorts: ClassVar = ("name", "email", "created_at", "updated_at")
    default_sort: ClassVar = "name"
    searchable: ClassVar = True


@query(allow="identity.user.explain", returns=AccessView)
class GetAccess:
    """What a user may do, in the form that every service's `ExplainAccess` takes as its subject."""

    user_id: UUID


@query(allow="identity.team.read", returns=TeamView)
class GetTeam:
    """One team."""

    team_id: UUID


@query(allow="identity.team.read", returns=TeamView)
class ListTeams(ListQuery):
    """Teams, in the order of their places in the tree."""

    filters: ClassVar = ("name", "path", "parent_id", "created_at")
    sorts: ClassVar = ("path", "name", "created_at", "updated_at")
    default_sort: ClassVar = "path"


@query(allow="identity.role.read", returns=RoleView)
class GetRole:
    """One role with its grants."""

    role_id: UUID


@query(allow="identity.role.read", returns=RoleView)
class ListRoles(ListQuery):
    """Roles by name."""

    filters: ClassVar = ("name", "key", "created_at")
    sorts: ClassVar = ("name", "created_at", "updated_at")
    default_sort: ClassVar = "name"


@query(allow="signed-in", returns=SessionView)
class ListSessions(ListQuery):
    """Sessions that have not ended: one's own, and others' as far as the permission identity.session.read goes."""

    filters: ClassVar = ("owner_id", "ip", "created_at", "last_seen_at", "expires_at")
    sorts: ClassVar = ("created_at", "last_seen_at")
    default_sort: ClassVar = "-created_at"


@query(allow="identity.api_key.read", returns=ApiKeyView)
class GetApiKey:
    """One key, without its token."""

    api_key_id: UUID


@query(allow="identity.api_key.read", returns=ApiKeyView)
class ListApiKeys(ListQuery):
    """Keys, newest first."""

    filters: ClassVar = ("owner_id", "name", "expires_at", "last_used_at", "revoked_at", "created_at")
    sorts: ClassVar = ("created_at", "name")
    default_sort: ClassVar = "-created_at"


@query(allow="identity.history.read", returns=HistoryRow)
class ListHistory(HistoryQuery):
    """Who changed what in identity, newest first."""


@query(allow="identity.history.verify", returns=VerifiedHistoryView)
class VerifyHistory:
    """Whether the history of some days is as it was sealed."""

    since: dt.date
    until: dt.date


@query(allow="identity.access.explain", returns=Explanation)
class ExplainAccess(ExplainQuery):
    """Why somebody can meet a user, a session or an API key, or cannot."""
