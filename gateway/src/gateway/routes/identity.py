"""Routes of identity: people, teams, roles, sessions and keys."""

from __future__ import annotations

from crm_contracts.identity.api_key_commands import ChangeApiKey, CreateApiKey, RevokeApiKey, RotateApiKey
from crm_contracts.identity.commands import (
    ChangeRole,
    ChangeTeam,
    ChangeUser,
    CreateRole,
    CreateTeam,
    CreateUser,
    DeactivateUser,
    DeleteRole,
    DeleteTeam,
    DeleteUser,
    MoveTeam,
    NameDeputy,
    ReactivateUser,
    ResetPassword,
    RestoreUser,
)
from crm_contracts.identity.queries import (
    ExplainAccess,
    GetAccess,
    GetApiKey,
    GetRole,
    GetTeam,
    GetUser,
    ListApiKeys,
    ListHistory,
    ListRoles,
    ListSessions,
    ListTeams,
    ListUsers,
    Me,
    VerifyHistory,
)
from crm_contracts.identity.session_commands import (
    ChangePassword,
    CreateSession,
    EndCurrentSession,
    EndSession,
    EndSessions,
    RenewSession,
)
from gateway.rows import ACCESS, ACTION, CHANGE, CREATE, EXPLAIN, GET, LIST, REMOVE

USER = "/users/<uuid:user_id>"
TEAM = "/teams/<uuid:team_id>"
ROLE = "/roles/<uuid:role_id>"
KEY = "/api-keys/<uuid:api_key_id>"

ROWS = [
    GET("/me", Me),
    ACTION("/me/actions/change-password", ChangePassword),
    *CREATE("/sessions", CreateSession, batch=False, throttle="sign_in"),
    *LIST("/sessions", ListSessions),
    ACTION("/sessions/current/actions/renew", RenewSession),
    REMOVE("/sessions/current", EndCurrentSession),
    REMOVE("/sessions/<uuid:session_id>", EndSession),
    ACTION("/sessions/actions/end", EndSessions),
    *LIST("/users", ListUsers),
    *CREATE("/users", CreateUser),
    GET(USER, GetUser),
    CHANGE(USER, ChangeUser),
    REMOVE(USER, DeleteUser),
    ACTION(f"{USER}/actions/restore", RestoreUser),
    ACTION(f"{USER}/actions/name-deputy", NameDeputy),
    ACTION(f"{USER}/actions/deactivate", DeactivateUser),
    ACTION(f"{USER}/actions/reactivate", ReactivateUser),
    ACTION(f"{USER}/actions/reset-password", ResetPassword),
    GET(f"{USER}/access", GetAccess),
    *LIST("/teams", ListTeams),
    *CREATE("/teams", CreateTeam),
    GET(TEAM, GetTeam),
    CHANGE(TEAM, ChangeTeam),
    REMOVE(TEAM, DeleteTeam),
    ACTION(f"{TEAM}/actions/move", MoveTeam),
    *LIST("/roles", ListRoles),
    *CREATE("/roles", CreateRole),
    GET(ROLE, GetRole),
    CHANGE(ROLE, ChangeRole),
    REMOVE(ROLE, DeleteRole),
    *LIST("/api-keys", ListApiKeys),
    *CREATE("/api-keys", CreateApiKey, batch=False),
    GET(KEY, GetApiKey),
    CHANGE(KEY, ChangeApiKey),
    ACTION(f"{KEY}/actions/rotate", RotateApiKey),
    ACTION(f"{KEY}/actions/revoke", RevokeApiKey),
    ACCESS("/access", GetAccess),
    EXPLAIN(ExplainAccess),
    *LIST("/audit/identity", ListHistory, name="list_identity_history"),
    GET("/audit/identity/verification", VerifyHistory, name="verify_identity_history"),
]
