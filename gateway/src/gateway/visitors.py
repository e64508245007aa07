"""Who is on the line: what identity said of a token, checked at each request and signed for the services."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any

import orjson

from crm_kit.caller import NOBODY, Caller, Signer
from crm_kit.errors import Forbidden, Unauthenticated

SIGNED_SECONDS = 30


@dataclass
class Visitor:
    """A caller as identity resolved them, with their signature while it is good."""

    caller: Caller
    ip_allow: tuple[str, ...]
    expires_at: float
    per_minute: int
    signed: str = ""
    signed_at: float = 0.0

    def check(self, address: str, now: float) -> None:
        """Raises Unauthenticated (401) after the session's end, Forbidden (403) from an address that is not allowed."""
        if now >= self.expires_at:
            raise Unauthenticated("The session has ended")
        if self.ip_allow and not any(_is_within(address, network) for network in self.ip_allow):
            raise Forbidden("Not from this address", code="address_not_allowed")

    def signature(self, signer: Signer, now: float) -> str:
        """The caller as services take it."""
        if now - self.signed_at > SIGNED_SECONDS:
            self.signed, self.signed_at = signer.sign(self.caller), now
        return self.signed


NOBODY_YET = Visitor(Caller(tenant_id=NOBODY, user_id=NOBODY), (), float("inf"), 0)


def read(content: str) -> Visitor:
    """A visitor from the cache's JSON."""
    found = orjson.loads(content)
    return Visitor(Caller.from_json(found["caller"]), tuple(found["ip_allow"]), found["expires_at"], found["per_minute"])


def resolved(result: dict[str, Any]) -> dict[str, Any]:
    """What identity said of a token, as the cache keeps it."""
    return {
        "caller": result["caller"],
        "ip_allow": result.get("ip_allow") or [],
        "expires_at": _moment(result["expires_at"]),
        "per_minute": result.get("rate_per_minute") or 0,
    }


def _moment(text: str | None) -> float:
    return dt.datetime.fromisoformat(text).timestamp() if text else time.time() + 365 * 86400


@lru_cache(maxsize=4096)
def _is_within(address: str, network: str) -> bool:
    try:
        return ip_address(address) in ip_network(network, strict=False)
    except ValueError:
        return False
