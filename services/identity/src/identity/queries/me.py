"""Who one is and what one may do."""

from typing import Any

from crm_contracts.identity.queries import Me
from crm_kit.work import Work
from identity.app import app
from identity.callers import absent_for, grants_of, roles_of
from identity.domain.grants import listed
from identity.domain.team import Team
from identity.domain.tenant import Tenant
from identity.domain.user import User
from identity.signing_in import own_user


@app.answers(Me)
def me(_query: Me, work: Work) -> dict[str, Any]:
    user = own_user(work)
    limits = work.caller.limits
    return {
        **_person(user),
        "tenant": _named(work.session.get_one(Tenant, work.caller.tenant_id)),
        "team": _team(work, user),
        "roles": [_named(role) for role in roles_of(work, user.role_ids)],
        "grants": listed(grants_of(work, user.role_ids)),
        "limits": None if limits is None else listed(limits),
        "stands_for": [_named(absent) for absent in absent_for(work, user)],
        "session_id": str(work.caller.session_id) if work.caller.session_id else None,
    }


def _person(user: User) -> dict[str, Any]:
    plain = {name: getattr(user, name) for name in ("email", "name", "position", "must_change_password")}
    return {"id": str(user.id), **plain}


def _team(work: Work, user: User) -> dict[str, Any] | None:
    if user.team_id is None:
        return None
    return {**_named(work.session.get_one(Team, user.team_id)), "path": user.team_path}


def _named(record: Any) -> dict[str, Any]:
    return {"id": str(record.id), "name": record.name}
