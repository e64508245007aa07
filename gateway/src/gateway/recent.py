"""Who asked this process a moment ago, so that a busy client does not cost a question to Redis for each request.

What they ask meanwhile is counted here and settled with the next question.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from gateway import changes
from gateway.limits import Budget
from gateway.visitors import Visitor

SECONDS = 0.25
_MOST = 5000


@dataclass(slots=True)
class Account:
    """Whose requests count together: how many they were in a minute, and how many of them Redis has not heard of."""

    limit: int
    used: int
    window: int
    unsettled: int = 0

    def spend(self, resets_in: int) -> Budget | None:
        """One more request."""
        self.used += 1
        self.unsettled += 1
        return Budget("user", self.limit, self.used, resets_in) if self.limit else None


@dataclass(slots=True)
class Token:
    """What a token stood for a moment ago."""

    visitor: Visitor
    account: str
    until: float
    generation: int


class Recent:
    """Tokens by their names, and the accounts that they count on."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}
        self._accounts: dict[str, Account] = {}

    def find(self, key: str, window: int) -> tuple[Visitor, Account] | None:
        """Visitor and account, while they may be believed: for a moment, and only if nothing changed in any tenant."""
        token = self._tokens.get(key)
        if token is None or token.generation != changes.now() or time.monotonic() > token.until:
            return None
        account = self._accounts.get(token.account)
        return (token.visitor, account) if account is not None and account.window == window else None

    def settle(self, key: str, window: int) -> int:
        """How many requests of the token's account in this minute Redis has not heard of; from now on it has."""
        token = self._tokens.get(key)
        account = self._accounts.get(token.account) if token else None
        if account is None or account.window != window:
            return 0
        unsettled, account.unsettled = account.unsettled, 0
        return unsettled

    def keep(self, key: str, visitor: Visitor, account: str, budget: Budget | None, window: int, generation: int) -> None:
        """Remember for a moment; `generation` is what it was before Redis was asked."""
        if len(self._tokens) >= _MOST:
            self._tokens.clear()
            self._accounts.clear()
        self._tokens[key] = Token(visitor, account, time.monotonic() + SECONDS, generation)
        known = self._accounts.get(account)
        unsettled = known.unsettled if known and known.window == window else 0
        limit, used = (budget.limit, budget.used) if budget else (0, 0)
        self._accounts[account] = Account(limit, used + unsettled, window, unsettled)
