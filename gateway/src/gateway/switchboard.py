"""Puts requests through to services: who asks, what they ask, how long they wait."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import orjson

from crm_kit.caller import Signer
from crm_kit.errors import Malformed
from crm_kit.messages import spec_of
from gateway.doorkeeper import Doorkeeper, refused
from gateway.limits import Limits, throttles
from gateway.pending import Call
from gateway.rows import Row
from gateway.rpc import Rpc
from gateway.settings import GatewaySettings
from gateway.store import Store
from gateway.visit import Visit

COMMAND_SECONDS = 10.0
QUERY_SECONDS = 5.0
RESOLVE_SECONDS = 3.0
PUBLIC = "public"


class Switchboard:
    """What all routes share in one process. `identity` is the service that knows tokens."""

    def __init__(self, settings: GatewaySettings, identity: str = "identity") -> None:
        self.settings, self.identity = settings, identity
        self.rpc = Rpc(settings.amqp_url)
        self.store = Store(settings.redis_url)
        self.limits = Limits(self.store)
        self.throttles = throttles(settings)
        signer = Signer(settings.signing_key)
        self.doorkeeper = Doorkeeper(self.store, self.limits, signer, settings.rate_per_minute, self._resolve)

    def start(self) -> None:
        """Connect to the broker, in the background."""
        self.rpc.start()

    def stop(self) -> None:
        """Let go of broker and Redis."""
        self.rpc.stop()
        self.store.close()

    def admit(self, row: Row, visit: Visit) -> None:
        """Let the visit in, or raise: 401, 403, 429, 503."""
        if row.spec.allow == PUBLIC:
            visit.visitor, visit.signed, visit.budget = self.doorkeeper.nobody(visit.address)
        else:
            visit.visitor, visit.signed, visit.budget = self.doorkeeper.enter(visit.authorization, visit.address)

    def slow_down(self, row: Row, visit: Visit, body: dict[str, Any]) -> None:
        """Apply the row's own, stricter limit. Raises 429."""
        if row.throttle:
            visit.budget = self.limits.throttle(self.throttles[row.throttle], visit.address, body) or visit.budget

    def ask(self, row: Row, payload: dict[str, Any], visit: Visit) -> dict[str, Any]:
        """The reply to the row's message: {"result", …} or {"problem"}. Raises 503, 504."""
        return self.send(row.message, payload, visit, visit.message_id).reply(seconds_for(row.message))

    def send(self, message: type, payload: dict[str, Any], visit: Visit, message_id: str) -> Call:
        """Put a message on its way; the caller waits for the call's reply."""
        spec = spec_of(message)
        return self._send(spec.service, spec.operation, payload, visit, message_id, spec.kind == "command")

    def ping(self, service: str, visit: Visit) -> dict[str, Any]:
        """Ask a service whether it answers."""
        return self._send(service, "ping", {}, visit, visit.request_id, False).reply(QUERY_SECONDS)

    def settle(self, row: Row, visit: Visit, status: int) -> None:
        """After a command of identity, or one whose end is not known: what it said of this tenant's tokens may be out of date."""
        is_change = row.spec.service == self.identity and row.spec.kind == "command" and row.spec.allow != PUBLIC
        if is_change and not 400 <= status < 500:
            self.doorkeeper.note_change(visit.visitor.caller.tenant_id)

    def _send(self, service: str, operation: str, payload: dict[str, Any], visit: Visit, message_id: str, changes: bool) -> Call:
        named = {"payload": payload, "caller": visit.signed, "message_id": message_id, "context": visit.context}
        try:
            content = orjson.dumps({"args": (), "kwargs": named})
        except TypeError as error:
            raise Malformed(f"The body holds something that JSON cannot: {error}") from error
        return self.rpc.send(service, operation, content, COMMAND_SECONDS if changes else QUERY_SECONDS, changes=changes)

    def _resolve(self, token: str, address: str) -> dict[str, Any]:
        visit = Visit(address)
        visit.signed = self.doorkeeper.nobody_signed()
        call = self._send(self.identity, "resolve_token", {"token": token, "ip": address}, visit, str(uuid4()), False)
        reply = call.reply(RESOLVE_SECONDS)
        if reply.get("result") is None:
            raise refused(reply.get("problem", {"status": 401}))
        result: dict[str, Any] = reply["result"]
        return result


def seconds_for(message: type) -> float:
    """How long a caller waits for the reply."""
    return COMMAND_SECONDS if spec_of(message).kind == "command" else QUERY_SECONDS
