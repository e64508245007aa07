"""nameko's RPC wire format (3.0), so that its own clients and shell can call a service whatever serves it."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import orjson

from crm_kit import telemetry
from crm_kit.app import App
from crm_kit.errors import Problem

# Where callers may be answered: the gateway, and nameko's own clients. The broker allows a service these and no more,
# and a refusal would take the replies of others with it.
_REPLY_ADDRESS = re.compile(r"(reply\..+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z")

Arguments = tuple[Any, str, str, dict[str, Any]]


class ProtocolError(Exception):
    """A call that is not one. Crosses the wire as the exception that nameko has for it."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind

    def as_dict(self) -> dict[str, Any]:
        """The exception as nameko's clients read it."""
        text = str(self)
        return {"exc_type": self.kind, "exc_path": f"nameko.exceptions.{self.kind}", "exc_args": [text], "value": text}


def answer(app: App, operation: str, body: bytes | str) -> bytes:
    """The whole reply to one call, never an exception; observed and logged."""
    try:
        arguments = arguments_of(app, operation, body)
    except ProtocolError as error:
        return refusal(app, operation, error)
    return result(handle(app, operation, *arguments))


def refusal(app: App, operation: str, error: ProtocolError) -> bytes:
    """The reply to what is not a call."""
    telemetry.log.warning("not a call", service=app.name, operation=operation, reason=error.kind)
    return orjson.dumps({"result": None, "error": error.as_dict()})


def reply_address(text: str | None) -> str | None:
    """Where a reply is to go, or None where it can go nowhere."""
    if text and _REPLY_ADDRESS.match(text):
        return text
    telemetry.log.warning("reply refused", address=text)
    return None


def result(reply: dict[str, Any] | None) -> bytes:
    """A reply on the wire; one that JSON cannot hold, or none, becomes an internal error, as data like every other."""
    try:
        if reply is None:
            raise TypeError("no reply")
        return orjson.dumps({"result": reply, "error": None})
    except TypeError:
        telemetry.log.exception("reply is not JSON")
        return orjson.dumps({"result": {"problem": Problem().as_dict()}, "error": None})


def arguments_of(app: App, operation: str, body: bytes | str) -> Arguments:
    """payload, caller, message id and context of a call. Raises ProtocolError."""
    if operation not in app.operations:
        raise ProtocolError("MethodNotFound", operation)
    try:
        request = orjson.loads(body)
        positional, named = request["args"], request["kwargs"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise ProtocolError("MalformedRequest", "Message missing `args` or `kwargs`") from None
    try:
        return _arguments(*positional, **named)
    except TypeError as error:
        raise ProtocolError("IncorrectSignature", str(error).replace("_arguments", "operation")) from None


def _arguments(payload: Any, caller: str, message_id: str | None = None, context: dict[str, Any] | None = None) -> Arguments:
    return payload, caller, message_id or str(uuid4()), context or {}


def handle(app: App, operation: str, payload: Any, caller: str, message_id: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """App.handle within a step of the caller's trace, its duration observed by outcome."""
    with (
        telemetry.step(context.get("traceparent"), request_id=context.get("request_id"), operation=operation),
        telemetry.timed(telemetry.operation_seconds, service=app.name, operation=operation) as labels,
    ):
        inner = {**context, "traceparent": telemetry.current_traceparent()}
        labels["outcome"] = "lost"
        reply = app.handle(operation, payload=payload, caller=caller, message_id=message_id, context=inner)
        labels["outcome"] = outcome_of(reply)
    return reply


def outcome_of(reply: Mapping[str, Any]) -> str:
    """ "ok", or the code of the problem that the reply is."""
    problem = reply.get("problem")
    return str(problem.get("code") or problem.get("status")) if problem else "ok"
