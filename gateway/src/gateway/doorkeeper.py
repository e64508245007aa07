"""Lets requests in: token → caller, from Redis where it is fresh there, else from identity; and their usual rate limit.

What identity says is good for FRESH_SECONDS. While identity cannot be asked it is good for longer, because then nothing can have
changed there either; and a change that went through this gateway ends it in any case.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from crm_kit.caller import Signer
from crm_kit.errors import Problem, Unauthenticated, Unavailable
from gateway import changes, store, visitors
from gateway.limits import WINDOW_SECONDS, Budget, Limits, window
from gateway.memory import Memory
from gateway.recent import Recent
from gateway.store import Store
from gateway.visitors import Visitor

FRESH_SECONDS = 60
KEPT_SECONDS = 900
NOBODY_SECONDS = 5
NOBODY = "nobody"
LONGEST_TOKEN = 500
FAILURES_PER_MINUTE = 300
Ask = Callable[[str, str], dict[str, Any]]


class _Entry(NamedTuple):
    """What Redis knows of a token: identity's word (none, or NOBODY), its own clock, the account's use and limit, and when
    identity was asked; times in microseconds."""

    content: str
    clock: int
    used: int
    limit: int
    asked: int

    @property
    def is_somebody(self) -> bool:
        return self.content not in ("", NOBODY)

    @property
    def is_fresh(self) -> bool:
        return self.is_somebody and self.clock - self.asked <= FRESH_SECONDS * 1_000_000


class Doorkeeper:
    """`ask(token, address)` puts a token to identity: its result, or Unauthenticated, or Unavailable."""

    def __init__(self, store_: Store, limits: Limits, signer: Signer, per_minute: int, ask: Ask) -> None:
        self._store, self._limits, self._signer, self._per_minute, self._ask = store_, limits, signer, per_minute, ask
        self._memory = Memory()
        self._recent = Recent()
        self._read: dict[str, Visitor] = {}
        self._owed: set[UUID] = set()

    def enter(self, authorization: str | None, address: str) -> tuple[Visitor, str, Budget | None]:
        """Who asks, their signature for services, and what is left of their rate. Raises 401, 403, 429, 503."""
        token = _bearer(authorization)
        now = time.time()
        visitor, budget = self._admit(token, address, now)
        visitor.check(address, now)
        return visitor, visitor.signature(self._signer, now), budget and budget.check()

    def nobody(self, address: str) -> tuple[Visitor, str, Budget | None]:
        """The same for requests that need no sign-in; they count on the address."""
        budget = self._limits.spend("anonymous", address, self._per_minute) if self._per_minute else None
        return visitors.NOBODY_YET, self.nobody_signed(), budget

    def nobody_signed(self) -> str:
        """The signature of a caller who has not said who they are."""
        return visitors.NOBODY_YET.signature(self._signer, time.time())

    def note_change(self, tenant_id: UUID) -> None:
        """Users, roles or sessions of the tenant may have changed: nothing that identity said before counts any more."""
        changes.happened()
        self._memory.forget(tenant_id)
        if self._store.script(store.NOTE_CHANGE, [f"crm:changed:{tenant_id}"], 2 * KEPT_SECONDS) is None:
            self._owed.add(tenant_id)

    # ------------------------------------------------------------------------------------------------------------------

    def _admit(self, token: str, address: str, now: float) -> tuple[Visitor, Budget | None]:
        key = name_of(token)
        number, resets_in = window(now)
        if (recent := self._recent.find(key, number)) is not None:
            return recent[0], recent[1].spend(resets_in)
        generation = changes.now()
        visitor, budget = self._ask_redis(key, token, address, number, resets_in)
        if not self._store.is_away:
            self._recent.keep(key, visitor, _account(key, visitor), budget, number, generation)
        return visitor, budget

    def _ask_redis(self, key: str, token: str, address: str, number: int, resets_in: int) -> tuple[Visitor, Budget | None]:
        self._pay_debts()
        names, times = [_session(key), _failures(address, number)], 1 + self._recent.settle(key, number)
        found = self._store.script(store.ENTER, names, number, 2 * WINDOW_SECONDS, times)
        if found is None:
            return self._from_memory(key, token, address), None
        entry = _Entry(found[0].decode(), *found[1:])
        if not entry.is_somebody:
            Budget("failed", FAILURES_PER_MINUTE, entry.used, resets_in).check()
        if entry.content == NOBODY:
            raise Unauthenticated("This token is not valid")
        if not entry.is_fresh:
            visitor = self._refresh(key, token, address, entry)
            return visitor, self._spend(_account(key, visitor), visitor)
        return self._known(entry.content), Budget("user", entry.limit, entry.used, resets_in) if entry.limit else None

    def _pay_debts(self) -> None:
        """Changes that Redis could not be told of come before anything it says is believed."""
        while self._owed:
            tenant_id = self._owed.pop()
            self.note_change(tenant_id)
            if tenant_id in self._owed:
                return

    def _refresh(self, key: str, token: str, address: str, entry: _Entry) -> Visitor:
        try:
            content = self._put_to_identity(token, address)
        except Unauthenticated:
            self._keep_nobody(key, entry.clock, address)
            raise
        except Unavailable:
            if not entry.content:
                raise
            return self._known(entry.content)
        visitor = self._known(content)
        self._keep(key, content, visitor, entry.clock)
        return visitor

    def _put_to_identity(self, token: str, address: str) -> str:
        return orjson.dumps(visitors.resolved(self._ask(token, address))).decode()

    def _keep(self, key: str, content: str, visitor: Visitor, clock: int) -> None:
        self._memory.keep(key, visitor)
        fields = {
            "content": content, "tenant": str(visitor.caller.tenant_id), "asked": clock,
            "account": _account(key, visitor), "limit": visitor.per_minute or self._per_minute,
        }  # fmt: skip
        seconds = max(1, min(KEPT_SECONDS, int(visitor.expires_at - time.time())))
        name = _session(key)
        self._store.run(lambda server: server.pipeline().hset(name, mapping=fields).expire(name, seconds).execute())

    def _keep_nobody(self, key: str, clock: int, address: str) -> None:
        fields = {"content": NOBODY, "tenant": "", "asked": clock, "account": "", "limit": 0}
        name, failures = _session(key), _failures(address, window(time.time())[0])

        def note(server: Any) -> None:
            pipeline = server.pipeline().hset(name, mapping=fields).expire(name, NOBODY_SECONDS)
            pipeline.incr(failures).expire(failures, 2 * WINDOW_SECONDS).execute()

        self._store.run(note)

    def _from_memory(self, key: str, token: str, address: str) -> Visitor:
        """Without Redis identity is asked every few seconds; where it does not answer, what it said within a minute stands."""
        if (fresh := self._memory.fresh(key)) is not None:
            return fresh
        try:
            visitor = self._known(self._put_to_identity(token, address))
        except Unavailable:
            if (stale := self._memory.stale(key)) is not None:
                return stale
            raise
        self._memory.keep(key, visitor)
        return visitor

    def _known(self, content: str) -> Visitor:
        visitor = self._read.get(content)
        if visitor is None:
            if len(self._read) >= 5000:
                self._read.clear()
            visitor = self._read[content] = visitors.read(content)
        return visitor

    def _spend(self, account: str, visitor: Visitor) -> Budget | None:
        limit = visitor.per_minute or self._per_minute
        return self._limits.spend("user", account, limit) if limit else None


def name_of(token: str) -> str:
    """What a token is remembered under; nobody gets from there to the token."""
    return hashlib.blake2b(token.encode(), digest_size=20).hexdigest()


def _session(key: str) -> str:
    return f"crm:session:{key}"


def _failures(address: str, number: int) -> str:
    return f"crm:rate:failed:{address}:{number}"


def _account(key: str, visitor: Visitor) -> str:
    """Whose requests count together: an API key with a limit of its own, else all that a user sends."""
    return f"key:{key}" if visitor.per_minute else str(visitor.caller.user_id)


def _bearer(authorization: str | None) -> str:
    """The token of the Authorization header. Raises Unauthenticated (401)."""
    if not authorization:
        raise Unauthenticated()
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN or not token.isascii():
        raise Unauthenticated("Send `Authorization: Bearer <token>`")
    return token


def refused(problem: dict[str, Any]) -> Problem:
    """What identity answered instead of a caller."""
    if problem.get("status") in (401, 403, 404, 422):
        return Unauthenticated("This token is not valid")
    return Unavailable("Sign-ins cannot be checked at the moment")
