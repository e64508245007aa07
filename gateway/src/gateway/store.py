"""Redis, which may be away: what cannot be read is None, what cannot be written is left out, and nobody waits long for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from crm_kit.telemetry import log

T = TypeVar("T")
_PATIENCE_SECONDS = 0.25
_REST_SECONDS = 1.0

# One round trip for a request: whose token it is (if that is known here) and one more request on the right account.
# A session counts while nothing changed in its tenant's users and roles since identity was asked.
ENTER = """
local seconds = redis.call('TIME')
local now = tonumber(seconds[1]) * 1000000 + tonumber(seconds[2])
local entry = redis.call('HMGET', KEYS[1], 'content', 'tenant', 'asked', 'account', 'limit')
if entry[1] then
  local changed = redis.call('GET', 'crm:changed:' .. entry[2])
  if changed and tonumber(changed) >= tonumber(entry[3]) then entry[1] = false end
end
if not entry[1] then
  return {'', now, tonumber(redis.call('GET', KEYS[2]) or '0'), 0, 0}
end
local counter, times = KEYS[2], 1
if entry[1] ~= 'nobody' then counter, times = 'crm:rate:' .. entry[4] .. ':' .. ARGV[1], tonumber(ARGV[3]) end
local count = redis.call('INCRBY', counter, times)
if count == times then redis.call('EXPIRE', counter, ARGV[2]) end
return {entry[1], now, count, tonumber(entry[5]), tonumber(entry[3])}
"""
NOTE_CHANGE = """
local seconds = redis.call('TIME')
return redis.call('SET', KEYS[1], string.format('%d', seconds[1] * 1000000 + seconds[2]), 'EX', ARGV[1])
"""


class Store:
    """Redis for one process: a connection for each thread, and a rest after a failure during which it is not asked."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._own = threading.local()
        self._servers: list[redis.Redis] = []
        self._rests_until = 0.0
        self._scripts: dict[str, str] = {}

    @property
    def is_away(self) -> bool:
        return time.monotonic() < self._rests_until

    def run(self, use: Callable[[Any], T]) -> T | None:
        """What `use` gives; None while Redis is away."""
        if self.is_away:
            return None
        try:
            return use(self._connection())
        except redis.RedisError as error:
            self._rests_until = time.monotonic() + _REST_SECONDS
            log.warning("redis away", reason=type(error).__name__)
            return None

    def script(self, text: str, keys: list[str], *arguments: Any) -> Any:
        """Run a script atomically; None while Redis is away."""
        return self.run(lambda server: self._run_script(server, text, keys, arguments))

    def _run_script(self, server: Any, text: str, keys: list[str], arguments: tuple[Any, ...]) -> Any:
        if text not in self._scripts:
            self._scripts[text] = server.script_load(text)
        try:
            return server.evalsha(self._scripts[text], len(keys), *keys, *arguments)
        except redis.exceptions.NoScriptError:
            return server.eval(text, len(keys), *keys, *arguments)

    def close(self) -> None:
        """Let go of Redis."""
        while self._servers:
            self._servers.pop().close()

    def _connection(self) -> redis.Redis:
        server: redis.Redis | None = getattr(self._own, "server", None)
        if server is None:
            server = self._own.server = self._connect()
            self._servers.append(server)
        return server

    def _connect(self) -> redis.Redis:
        return redis.Redis.from_url(
            self._url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 1), single_connection_client=True, client_name="crm-gateway", protocol=2,
        )  # fmt: skip
