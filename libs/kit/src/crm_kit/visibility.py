"""Row scope: the one predicate that decides who sees what, on every way out.

Depth `own` shows what one owns, `team` what one's team owns, `subtree` also the teams below, `all` the tenant's. Whoever stands in
for somebody sees with their eyes too. A share shows one record to a user, a team or a role, whatever the depth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, True_, Uuid, and_, any_, false, func, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY

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


def narrowed(statement: Select[Any], caller: Caller, entity: Any, permission: str) -> Select[Any]:
    """The statement, for the rows of `entity` that the caller may meet. Where these are all of them it stays the one it was, so
    that a statement made once is also compiled once."""
    scope = visible(caller, entity, permission)
    return statement if isinstance(scope, True_) else statement.where(scope)


def _scopes(caller: Caller, entity: Any, depth: str) -> list[ColumnElement[bool]]:
    people = [(caller.user_id, caller.team_path), *caller.stands_for]
    owners = entity.owner_id.in_([user_id for user_id, _ in people])
    if depth == "own":
        return [owners]
    if depth == "team":
        return [owners, entity.team_path.in_([path for _, path in people if path])]
    return [owners, *(below(entity.team_path, path) for _, path in people)]


def grantees(caller: Caller) -> list[UUID]:
    """Whom a share can name to reach the caller: themselves, those they stand in for, their team, teams above it, their roles."""
    return [caller.user_id, *(user_id for user_id, _ in caller.stands_for), *caller.team_ids, *caller.role_ids]


def levels(permission: str) -> tuple[str, ...]:
    """The levels of a share that are enough for the permission; none for what only owners do."""
    verb = permission.rsplit(".", 1)[1]
    if verb in OWNERS_VERBS:
        return ()
    return ("read", "write") if verb in READ_VERBS else ("write",)


def _shared(caller: Caller, entity: Any, permission: str) -> ColumnElement[bool]:
    enough = levels(permission)
    if not enough:
        return false()
    granted = select(shares.c.record_id).where(
        shares.c.entity == entity.__name__,
        shares.c.grantee_id.in_(grantees(caller)),
        shares.c.level.in_(enough),
        or_(shares.c.expires_at.is_(None), shares.c.expires_at > func.now()),
    )
    ids = func.array(granted.scalar_subquery(), type_=ARRAY(Uuid))
    condition: ColumnElement[bool] = entity.id == any_(ids)  # an array, not IN: beside OR an index serves only the one
    return condition


def rules(caller: Caller, record: Any, permission: str, shared: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every rule of row scope and whether it lets the caller meet the record; `shared` are the shares that reach the caller."""
    depth = caller.depth(permission)
    owned = isinstance(record, Owned)
    found = [
        _rule("permission", depth != "none", f"{permission} is granted as deep as '{depth}'"),
        _rule("all", depth == "all" or (depth != "none" and not owned), "every record of the kind"),
    ]
    if owned:
        for user_id, path in [(caller.user_id, caller.team_path), *caller.stands_for]:
            found += _scope_rules(record, depth, user_id, path)
    return [*found, *(_share_rule(share, depth, permission) for share in shared)]


def _scope_rules(record: Owned, depth: str, user_id: UUID, path: str) -> list[dict[str, Any]]:
    mine, ours = record.owner_id == user_id, bool(path) and record.team_path == path
    below_us = bool(path) and record.team_path.startswith(path)
    return [
        _rule("owner", depth != "none" and mine, f"the record's owner is {record.owner_id}", user_id),
        _rule(
            "team", depth in ("team", "subtree") and ours, f"team {path or '(none)'}, the record's is {record.team_path}", user_id
        ),
        _rule(
            "subtree",
            depth == "subtree" and below_us,
            f"teams below {path or '(none)'}, the record's is {record.team_path}",
            user_id,
        ),
    ]


def _share_rule(share: Mapping[str, Any], depth: str, permission: str) -> dict[str, Any]:
    until = f" until {share['expires_at']}" if share["expires_at"] else ""
    text = f"shared with {share['grantee_kind']} {share['grantee_id']} to {share['level']}{until}"
    return _rule("share", depth != "none" and share["level"] in levels(permission), text)


def _rule(name: str, grants: bool, detail: str, user_id: UUID | None = None) -> dict[str, Any]:
    return {"rule": name, "grants": grants, "detail": detail, "for_user_id": str(user_id) if user_id else None}
