"""Grants: permissions and families of them with depths, joined, compared, and never given away beyond one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from crm_contracts.identity.words import Grant
from crm_kit.caller import DEPTHS, Caller
from crm_kit.errors import Forbidden, Invalid

Grants = Mapping[str, str]


def written(grants: Iterable[Grant], pointer: str = "/grants") -> list[dict[str, str]]:
    """Grants as a record keeps them. Invalid (422) where one permission stands twice."""
    kept: dict[str, str] = {}
    for number, grant in enumerate(grants):
        if grant.permission in kept:
            raise Invalid.field(f"{pointer}/{number}/permission", "duplicate", f"'{grant.permission}' stands twice")
        kept[grant.permission] = grant.depth
    return listed(kept)


def listed(grants: Grants) -> list[dict[str, str]]:
    """Grants as a list, by permission."""
    return [{"permission": permission, "depth": grants[permission]} for permission in sorted(grants)]


def merged(*lists: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What several lists of grants come to: the deepest of each permission."""
    found: dict[str, str] = {}
    for grant in (each for grants in lists for each in grants):
        permission, depth = grant["permission"], grant["depth"]
        found[permission] = max(found.get(permission, "none"), depth, key=DEPTHS.index)
    return found


def covers(held: Grants, permission: str, depth: str) -> bool:
    """Whether one of the grants held reaches at least as far as this one, over all that it names."""
    wanted = _parts(permission)
    return any(
        DEPTHS.index(own) >= DEPTHS.index(depth) and _is_within(wanted, _parts(family)) for family, own in held.items()
    )  # fmt: skip


def exceeding(caller: Caller, grants: Grants) -> list[str]:
    """The permissions among the grants that are more than the caller has."""
    bounds = [caller.grants] if caller.limits is None else [caller.grants, caller.limits]
    return [
        permission
        for permission, depth in grants.items()
        if depth != "none" and not all(covers(held, permission, depth) for held in bounds)
    ]


def require_within_own(caller: Caller, grants: Grants) -> None:
    """Nobody gives, takes or uses more than they have: Forbidden (403) with the permissions that go beyond."""
    if beyond := exceeding(caller, grants):
        raise Forbidden("This is more than you may do yourself", code="exceeds_own_grants", permissions=sorted(beyond))


def _parts(permission: str) -> tuple[str, str, str]:
    """Service, noun and verb of a permission or a family, `*` for any: `*.read` is (*, *, read)."""
    words = permission.split(".")
    if len(words) == 3:
        return words[0], words[1], words[2]
    if len(words) == 2:
        return (words[0], "*", "*") if words[1] == "*" else ("*", "*", words[1])
    return "*", "*", "*"


def _is_within(wanted: tuple[str, str, str], family: tuple[str, str, str]) -> bool:
    return all(wide in ("*", narrow) for narrow, wide in zip(wanted, family, strict=True))
