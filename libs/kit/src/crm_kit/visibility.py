"""Row scope: the one predicate that decides who sees what, on every way out.

Depth `own` shows what one owns, `team` what one's team owns, `subtree` also the teams below, `all` the tenant's. Whoever stands in
for somebody sees with their eyes too. A share shows one record to a user, a team or a role, whatever the depth.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from crm_kit.caller import Caller
from crm_kit.model import Owned
from crm_kit.tables import shares

READ_VERBS = ("read", "list", "search", "export")
OWNERS_VERBS = ("delete", "share", "transfer", "merge")


def below(column: Any, path: str) -> ColumnElement[bool]:
    """The path itself and everything under it, as a range that an index can serve ('0' is the sign after '/')."""
    return and_(column >= path, column < path[:-1] + "0") if path else false()


def visible(caller: Caller, entity: Any, permission: str) -> ColumnElement[bool]:
    """The SQL condition under which the caller may meet rows of `entity` through `permission`."""
    depth = caller.depth(permission) if permission.count(".") == 2 else "all"
    if depth == "none":
        return false()
    if depth == "all" or not issubclass(entity, Owned):
        return true()
    return or_(*_scopes(caller, entity, depth), _shared(caller, entity, permission))


def _scopes(caller: Caller, entity: Any, depth: str) -> list[ColumnElement[bool]]:
    people = [(caller.user_id, caller.team_path), *caller.stands_for]
    owners = entity.owner_id.in_([user_id for user_id, _ in people])
    if depth == "own":
        return [owners]
    if depth == "team":
        return [owners, entity.team_path.in_([path for _, path in people if path])]
    return [owners, *(below(entity.team_path, path) for _, path in people)]


def _shared(caller: Caller, entity: Any, permission: str) -> ColumnElement[bool]:
    verb = permission.rsplit(".", 1)[1]
    if verb in OWNERS_VERBS:
        return false()
    levels = ("read", "write") if verb in READ_VERBS else ("write",)
    granted = select(shares.c.record_id).where(
        shares.c.entity == entity.__name__,
        shares.c.grantee_id.in_([caller.user_id, *caller.team_ids, *caller.role_ids]),
        shares.c.level.in_(levels),
        or_(shares.c.expires_at.is_(None), shares.c.expires_at > func.now()),
    )
    condition: ColumnElement[bool] = entity.id.in_(granted)
    return condition


def explain(caller: Caller, record: Owned, entity: type, permission: str, shared: list[dict[str, Any]]) -> dict[str, Any]:
    """Why the caller meets the record or not: every rule, and whether it grants."""
    depth = caller.depth(permission)
    rules = [{"rule": "permission", "grants": depth != "none", "detail": f"{permission}: {depth}"}]
    for user_id, path in [(caller.user_id, caller.team_path), *caller.stands_for]:
        rules.append({"rule": "owner", "grants": record.owner_id == user_id, "detail": str(user_id)})
        rules.append({"rule": "team", "grants": depth in ("team", "subtree") and record.team_path == path, "detail": path})
        inside = bool(path) and record.team_path.startswith(path)
        rules.append({"rule": "subtree", "grants": depth == "subtree" and inside, "detail": path})
    rules.append({"rule": "all", "grants": depth == "all", "detail": f"{entity.__name__} of the tenant"})
    rules += [{"rule": "share", "grants": depth != "none", "detail": share["detail"]} for share in shared]
    return {"permission": permission, "depth": depth, "rules": rules}
