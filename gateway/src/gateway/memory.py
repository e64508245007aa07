"""What identity said of tokens, in this process, for when Redis is away."""

from __future__ import annotations

import time
from uuid import UUID

from gateway.visitors import Visitor

FRESH_SECONDS = 5.0
KEPT_SECONDS = 60.0
_MOST = 5000


class Memory:
    """Visitors by the hash of their token."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, Visitor]] = {}

    def keep(self, key: str, visitor: Visitor) -> None:
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = (time.monotonic(), visitor)

    def fresh(self, key: str) -> Visitor | None:
        """Good enough not to ask again."""
        return self._young(key, FRESH_SECONDS)

    def stale(self, key: str) -> Visitor | None:
        """Good enough where nobody can be asked."""
        return self._young(key, KEPT_SECONDS)

    def forget(self, tenant_id: UUID) -> None:
        for key, (_, visitor) in list(self._kept.items()):
            if visitor.caller.tenant_id == tenant_id:
                self._kept.pop(key, None)

    def _young(self, key: str, seconds: float) -> Visitor | None:
        kept_at, visitor = self._kept.get(key, (float("-inf"), None))
        return visitor if time.monotonic() - kept_at < seconds else None
