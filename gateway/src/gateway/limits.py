"""How often one may ask: the accounts of a minute, kept in Redis, and in this process where Redis is away and it matters."""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass
from typing import Any

from crm_kit.errors import TooManyRequests
from gateway.settings import GatewaySettings
from gateway.store import Store

WINDOW_SECONDS = 60


@dataclass(frozen=True)
class Budget:
    """What is left of an account in this minute."""

    policy: str
    limit: int
    used: int
    resets_in: int

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used)

    def check(self) -> Budget:
        """Itself, or TooManyRequests (429) where it is overdrawn."""
        if self.used > self.limit:
            raise Overdrawn(self)
        return self

    def headers(self) -> list[tuple[str, str]]:
        """As in the IETF's RateLimit header fields, in their present form and in the one most clients know."""
        return [
            ("RateLimit-Policy", f'"{self.policy}";q={self.limit};w={WINDOW_SECONDS}'),
            ("RateLimit", f'"{self.policy}";r={self.left};t={self.resets_in}'),
            ("RateLimit-Limit", str(self.limit)),
            ("RateLimit-Remaining", str(self.left)),
            ("RateLimit-Reset", str(self.resets_in)),
        ]


class Overdrawn(TooManyRequests):
    """429 with the account it is about."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(f"At most {budget.limit} requests in a minute", retry_after=budget.resets_in)
        self.budget = budget


def window(now: float) -> tuple[int, int]:
    """Number of the minute, and seconds to its end."""
    return int(now // WINDOW_SECONDS), WINDOW_SECONDS - int(now % WINDOW_SECONDS)


@dataclass(frozen=True)
class Throttle:
    """A limit stricter than the usual: so many per address, and per value of a field of the body."""

    policy: str
    per_address: int
    per_field: int = 0
    field: str = ""


def throttles(settings: GatewaySettings) -> dict[str, Throttle]:
    """The strict limits by the name that rows use."""
    each = settings.sign_in_per_minute
    return {
        "sign_in": Throttle("sign_in", per_address=10 * each, per_field=each, field="email"),
        "form": Throttle("form", per_address=3 * each, per_field=each, field="enquirer.email"),
    }


class Limits:
    """Counts requests under names."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._here = _Counters()

    def throttle(self, rule: Throttle, address: str, body: dict[str, Any]) -> Budget | None:
        """One more attempt from this address and for this field's value. Raises TooManyRequests."""
        if not rule.per_address:
            return None
        budgets = [self._spend(rule.policy, f"{rule.policy}:{address}", rule.per_address)]
        value = _within(body, rule.field.split(".")) if rule.field else None
        if isinstance(value, str):
            budgets.append(self._spend(rule.policy, f"{rule.policy}:{_mark(value)}", rule.per_field))
        return min(budgets, key=lambda budget: budget.limit - budget.used).check()

    def spend(self, policy: str, account: str, limit: int) -> Budget:
        """One more on an account. Raises TooManyRequests."""
        return self._spend(policy, account, limit).check()

    def _spend(self, policy: str, account: str, limit: int) -> Budget:
        number, resets_in = window(time.time())
        key = f"crm:rate:{account}:{number}"
        counted = self._store.run(lambda server: server.pipeline().incr(key).expire(key, 2 * WINDOW_SECONDS).execute())
        used = int(counted[0]) if counted else self._here.count(account, number)
        return Budget(policy, limit, used, resets_in)


def _within(body: Any, path: list[str]) -> Any:
    """What stands in a field, or in a field of a field."""
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def _mark(value: str) -> str:
    """A short name for what was typed, alike for all spellings of one address."""
    return hashlib.blake2b(value.strip().casefold().encode("utf-8", "replace"), digest_size=12).hexdigest()


class _Counters:
    """Counts of this process and this minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._window, self._counts = 0, dict[str, int]()

    def count(self, account: str, number: int) -> int:
        with self._lock:
            if number != self._window:
                self._window, self._counts = number, {}
            self._counts[account] = self._counts.get(account, 0) + 1
            return self._counts[account]
