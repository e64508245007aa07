"""Who asks, and what they may do.

A grant is a permission with a depth. Permissions are `service.noun.verb`; a grant may name one of them or a family:
`sales.opportunity.*`, `sales.*`, `*.read`, `sales.*.read`, `*`. The deepest matching grant counts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

from crm_kit.errors import Forbidden, NotFound, Unauthenticated

DEPTHS = ("none", "own", "team", "subtree", "all")
PUBLIC = "public"
SIGNED_IN = "signed-in"
SIGNATURE_SECONDS = 60
SYSTEM = UUID(int=0)
NOBODY = UUID(int=0)


def families(permission: str) -> Iterator[str]:
    """Every grant that covers the permission, itself first."""
    service, noun, verb = permission.split(".")
    yield permission
    yield f"{service}.{noun}.*"
    yield f"{service}.*.{verb}"
    yield f"{service}.*"
    yield f"*.{verb}"
    yield "*"


def deepest(grants: Mapping[str, str], permission: str) -> str:
    """The depth that the grants give for the permission: one of DEPTHS."""
    return max((grants.get(family, "none") for family in families(permission)), key=DEPTHS.index)


@dataclass(frozen=True)
class Caller:
    """The person or key behind a request, as identity knows them.

    `team_ids` are the own team and those above it, `stands_for` the (user, team path) pairs whose deputy the caller is today, and
    `limits` narrows `grants` (API keys).
    """

    tenant_id: UUID
    user_id: UUID
    team_id: UUID | None = None
    team_path: str = ""
    team_ids: tuple[UUID, ...] = ()
    role_ids: tuple[UUID, ...] = ()
    stands_for: tuple[tuple[UUID, str], ...] = ()
    grants: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] | None = None
    session_id: UUID | None = None
    on_behalf_of: UUID | None = None
    system: str | None = None

    @cached_property
    def _depths(self) -> dict[str, str]:
        return {}

    def depth(self, permission: str) -> str:
        if permission not in self._depths:
            granted = deepest(self.grants, permission)
            limit = deepest(self.limits, permission) if self.limits is not None else "all"
            self._depths[permission] = min(granted, limit, key=DEPTHS.index)
        return self._depths[permission]

    def may(self, permission: str) -> bool:
        if permission == PUBLIC:
            return True
        if permission == SIGNED_IN:
            return self.user_id != NOBODY or self.system is not None
        return self.depth(permission) != "none"

    def require(self, permission: str) -> None:
        """Raises Unauthenticated (401) for nobody, Forbidden (403) for somebody without the grant."""
        if self.may(permission):
            return
        if self.user_id == NOBODY:
            raise Unauthenticated()
        raise Forbidden(f"This needs the permission '{permission}'", permission=permission)

    def as_json(self) -> dict[str, Any]:
        """Its fields in JSON types, those that are None left out; `from_json` takes them back."""
        return {name: _plain(value) for name, value in asdict(self).items() if value is not None}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Caller:
        single = {name: UUID(content[name]) for name in ("team_id", "session_id", "on_behalf_of") if content.get(name)}
        several = {name: tuple(map(UUID, content.get(name, ()))) for name in ("team_ids", "role_ids")}
        stands_for = tuple((UUID(user_id), path) for user_id, path in content.get("stands_for", ()))
        rest = {name: content[name] for name in ("team_path", "grants", "limits", "system") if name in content}
        fields: dict[str, Any] = {**single, **several, **rest, "stands_for": stands_for}
        return cls(tenant_id=UUID(content["tenant_id"]), user_id=UUID(content["user_id"]), **fields)

    @classmethod
    def for_system(cls, tenant_id: UUID, service: str, actor_id: UUID = SYSTEM) -> Caller:
        """A service acting by itself, for `actor_id` where an event of theirs caused it. Sees its tenant whole."""
        return cls(tenant_id=tenant_id, user_id=actor_id, grants={"*": "all"}, system=service)


class Signer:
    """Turns callers into strings that only holders of the key can make, good for SIGNATURE_SECONDS."""

    def __init__(self, key: str):
        self._key = key
        self._serializer = URLSafeTimedSerializer(key, salt="crm-caller")
        self._seen: dict[str, tuple[float, Caller]] = {}

    def sign(self, caller: Caller) -> str:
        signed = self._serializer.dumps(caller.as_json())
        return signed if isinstance(signed, str) else signed.decode()

    def seal(self, content: Any, purpose: str) -> str:
        """Content that comes back to us through strangers' hands, in a link: it can be read by them, and not changed."""
        sealed = URLSafeSerializer(self._key, salt=f"crm-{purpose}").dumps(content)
        return sealed if isinstance(sealed, str) else sealed.decode()

    def unseal(self, sealed: str, purpose: str) -> Any:
        """What was sealed for this very purpose; NotFound (404) where it is none of ours."""
        try:
            return URLSafeSerializer(self._key, salt=f"crm-{purpose}").loads(sealed)
        except BadSignature as error:
            raise NotFound("This link is not valid") from error

    def verify(self, signed: str) -> Caller:
        """The caller, or Unauthenticated when forged or too old."""
        now = time.time()
        known = self._seen.get(signed)
        if known is not None and known[0] > now:
            return known[1]
        try:
            content, signed_at = self._serializer.loads(signed, max_age=SIGNATURE_SECONDS, return_timestamp=True)
        except BadSignature as error:
            raise Unauthenticated("The caller's signature is not valid") from error
        caller = Caller.from_json(content)
        self._remember(signed, signed_at.timestamp() + SIGNATURE_SECONDS, caller)
        return caller

    def _remember(self, signed: str, until: float, caller: Caller) -> None:
        if len(self._seen) >= 2000:
            self._seen.clear()
        self._seen[signed] = (until, caller)


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
