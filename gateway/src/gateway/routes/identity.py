"""Routes of the identity service: who may come in, and what they may do."""

from __future__ import annotations

from crm_contracts.identity import api_key_commands as keys
from crm_contracts.identity import commands as people
from crm_contracts.identity import queries as ask
from crm_contracts.identity import session_commands as sessions
from gateway.rows import ACCESS, ACTION, CHANGE, CREATE, EXPLAIN, GET, LIST, REMOVE

USER = "/users/<uuid:user_id>"
TEAM = "/teams/<uuid:team_id>"
ROLE = "/roles/<uuid:role_id>"
KEY = "/api-keys/<uuid:api_key_id>"

ROWS = [
    *CREATE("/sessions", sessions.CreateSession, batch=False, throttle="sign_in"),
    *LIST("/sessions", ask.ListSessions),
    ACTION("/sessions/current/actions/renew", sessions.RenewSession),
    REMOVE("/sessions/current", sessions.EndCurrentSession),
    REMOVE("/sessions/<uuid:session_id>", sessions.EndSession),
    ACTION("/sessions/actions/end", sessions.EndSessions),
    GET("/me", ask.Me),
    ACTION("/me/actions/change-password", sessions.ChangePassword),
    *LIST("/users", ask.ListUsers),
    *CREATE("/users", people.CreateUser),
    GET(USER, ask.GetUser),
    CHANGE(USER, people.ChangeUser),
    REMOVE(USER, people.DeleteUser),
    ACTION(f"{USER}/actions/restore", people.RestoreUser),
    ACTION(f"{USER}/actions/name-deputy", people.NameDeputy),
    ACTION(f"{USER}/actions/deactivate", people.DeactivateUser),
    ACTION(f"{USER}/actions/reactivate", people.ReactivateUser),
    ACTION(f"{USER}/actions/reset-password", people.ResetPassword),
    GET(f"{USER}/access", ask.GetAccess),
    *LIST("/teams", ask.ListTeams),
    *CREATE("/teams", people.CreateTeam),
    GET(TEAM, ask.GetTeam),
    CHANGE(TEAM, people.ChangeTeam),
    REMOVE(TEAM, people.DeleteTeam),
    ACTION(f"{TEAM}/actions/move", people.MoveTeam),
    *LIST("/roles", ask.ListRoles),
    *CREATE("/roles", people.CreateRole),
    GET(ROLE, ask.GetRole),
    CHANGE(ROLE, people.ChangeRole),
    REMOVE(ROLE, people.DeleteRole),
    *LIST("/api-keys", ask.ListApiKeys),
    *CREATE("/api-keys", keys.CreateApiKey, batch=False),
    GET(KEY, ask.GetApiKey),
    CHANGE(KEY, keys.ChangeApiKey),
    ACTION(f"{KEY}/actions/rotate", keys.RotateApiKey),
    ACTION(f"{KEY}/actions/revoke", keys.RevokeApiKey),
    *LIST("/history/identity", ask.ListHistory, "list_identity_history"),
    GET("/history/identity/seals", ask.VerifyHistory),
    ACCESS("/access", ask.GetAccess),
    EXPLAIN(ask.ExplainAccess),
]
