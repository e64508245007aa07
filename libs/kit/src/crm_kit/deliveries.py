"""What becomes of one delivered event: applied, tried again later, or given up; never lost, never waiting in a worker."""

import datetime as dt
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
from marshmallow import ValidationError
from pika import BasicProperties

from crm_kit import telemetry
from crm_kit.app import App
from crm_kit.broker import BrokerAway, Outgoing, Publisher, Receipt, describe, event_properties
from crm_kit.errors import Poison
from crm_kit.reactions import Envelope
from crm_kit.topology import DELAYS, dead, direct, retry

ATTEMPTS, QUEUE, REASON, FAILED_AT = "x-crm-attempts", "x-crm-queue", "x-crm-reason", "x-crm-failed-at"
_LONGEST_REASON = 1000

# How long an event stays with us whose failure could not be passed on, before the broker may deliver it again.
GIVE_BACK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as it came from a reaction's queue."""

    body: bytes
    message_id: str
    type: str
    app_id: str
    headers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def attempts(self) -> int:
        """How often it failed before."""
        attempts = self.headers.get(ATTEMPTS, 0)
        return attempts if isinstance(attempts, int) else 0


class Deliveries:
    """Runs the reactions of one app. Shared by all workers of a process."""

    def __init__(self, app: App, amqp_url: str) -> None:
        self._app = app
        self._failures = Publisher(amqp_url, f"{app.name} failures")
        self._one_at_a_time = threading.Lock()

    def take(self, reaction: str, delivery: Delivery) -> bool:
        """Apply the event, or pass its failure on. True: acknowledge it. False: give it back after a pause."""
        failure = self._apply(reaction, delivery)
        return failure is None or self._pass_on(failure)

    def take_all(self, reaction: str, deliveries: Sequence[Delivery]) -> list[bool]:
        """The same for several, applied together where that can be done, else one by one; what cannot be applied harms no other."""
        done = set()
        for group in _by_tenant(deliveries):
            if len(group) > 1 and self._apply_all(reaction, [envelope for _, envelope in group]):
                done |= {place for place, _ in group}
        return [place in done or self.take(reaction, each) for place, each in enumerate(deliveries)]

    def close(self) -> None:
        """Let go of the connection for failures."""
        with self._one_at_a_time:
            self._failures.close()

    def _apply(self, reaction: str, delivery: Delivery) -> Outgoing | None:
        labels = {"service": self._app.name, "reaction": reaction}
        with telemetry.timed(telemetry.reaction_seconds, **labels, outcome="done") as seen:
            try:
                envelope = _envelope(delivery.body)
                self._react(reaction, envelope)
            except Exception as error:
                failure = self._failed(reaction, delivery, error)
                seen["outcome"] = "dead" if failure.routing_key == dead(self._app.name) else "retry"
                return failure
        telemetry.event_lag_seconds.labels(**labels).observe(_age(envelope))
        return None

    def _apply_all(self, reaction: str, envelopes: Sequence[Envelope]) -> bool:
        """Whether it could be done; nothing has happened where not."""
        labels = {"service": self._app.name, "reaction": reaction}
        began = time.perf_counter()
        try:
            with telemetry.step(None, reaction=reaction, events=len(envelopes)):
                self._app.react_all(reaction, envelopes)
        except Exception as error:
            telemetry.log.info("batch taken apart", **labels, events=len(envelopes), reason=describe(error))
            return False
        seconds = (time.perf_counter() - began) / len(envelopes)
        lasted, lagged = telemetry.reaction_seconds.labels(**labels, outcome="done"), telemetry.event_lag_seconds.labels(**labels)
        for envelope in envelopes:
            lasted.observe(seconds)
            lagged.observe(_age(envelope))
        return True

    def _react(self, reaction: str, envelope: dict[str, Any]) -> None:
        about = {"request_id": envelope.get("correlationid"), "reaction": reaction, "event_id": envelope.get("id")}
        with telemetry.step(_text(envelope.get("traceparent")), **about):
            self._app.react(reaction, {**envelope, "traceparent": telemetry.current_traceparent()})

    def _failed(self, reaction: str, delivery: Delivery, error: Exception) -> Outgoing:
        queue = self._app.reactions[reaction].queue
        is_hopeless = isinstance(error, Poison | ValidationError) or delivery.attempts >= len(DELAYS)
        telemetry.log.log(
            40 if is_hopeless else 30,
            "event given up" if is_hopeless else "event will be tried again",
            service=self._app.name,
            reaction=reaction,
            event_id=delivery.message_id,
            type=delivery.type,
            attempts=delivery.attempts + 1,
            exc_info=error,
        )
        properties = _properties(delivery, queue, describe(error))
        if is_hopeless:
            telemetry.dead_letters.labels(self._app.name, reaction).inc()
            return Outgoing(direct(self._app.name), dead(self._app.name), delivery.body, properties)
        return Outgoing(retry(self._app.name, DELAYS[delivery.attempts]), queue, delivery.body, properties)

    def _pass_on(self, failure: Outgoing) -> bool:
        try:
            with self._one_at_a_time:
                (receipt,) = self._failures.publish([failure], seconds=5)
        except BrokerAway as away:
            telemetry.log.warning("failure could not be passed on", reason=str(away))
            return False
        if receipt is not Receipt.CONFIRMED:
            telemetry.log.error("failure was not taken", queue=failure.routing_key, reason=receipt.value)
        return receipt is Receipt.CONFIRMED


def _by_tenant(deliveries: Sequence[Delivery]) -> Iterable[list[tuple[int, Envelope]]]:
    """The place and the envelope of each that has one and never failed, tenant by tenant."""
    groups: dict[str, list[tuple[int, Envelope]]] = {}
    for place, delivery in enumerate(deliveries):
        if delivery.attempts:
            continue
        with suppress(Poison):
            envelope = _envelope(delivery.body)
            groups.setdefault(str(envelope.get("tenantid")), []).append((place, envelope))
    return groups.values()


def _envelope(body: bytes) -> dict[str, Any]:
    try:
        envelope = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Poison(f"not JSON: {error}") from error
    if not isinstance(envelope, dict):
        raise Poison("not a CloudEvents envelope")
    return envelope


def _properties(delivery: Delivery, queue: str, reason: str) -> BasicProperties:
    headers = {
        ATTEMPTS: delivery.attempts + 1,
        QUEUE: queue,
        REASON: reason[:_LONGEST_REASON],
        FAILED_AT: dt.datetime.now(dt.UTC).isoformat(),
    }
    return event_properties(delivery.message_id, delivery.type, delivery.app_id, **headers)


def _age(envelope: Mapping[str, Any]) -> float:
    """Seconds since the event's time; 0 where that cannot be read."""
    try:
        return max(0.0, time.time() - dt.datetime.fromisoformat(str(envelope["time"])).timestamp())
    except (KeyError, ValueError):
        return 0.0


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
