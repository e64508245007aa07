"""The line of a green process to the broker, over py-amqp: reads in one green thread, is written to by many.

Knows nothing of nameko; crm_kit.hosting makes it and gives it what to consume.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from amqp import spec  # type: ignore[import-untyped]
from amqp.basic_message import Message  # type: ignore[import-untyped]
from amqp.exceptions import AMQPError, ChannelError  # type: ignore[import-untyped]

from crm_kit import wire
from crm_kit.broker import RPC, back_off, describe
from crm_kit.deliveries import Delivery
from crm_kit.telemetry import log

_LOOK_SECONDS = 1.0
_PUBLISH_ARGUMENTS = "Bssbb"
_AWAY = (AMQPError, OSError)

CLIENT_CAPABILITIES = {
    "consumer_cancel_notify": True,
    "authentication_failure_close": True,
    # Being told that the broker blocks publishers would help nobody here and cost a read for each reply.
    "connection.blocked": False,
}


@dataclass(frozen=True)
class Wanted:
    """A queue to consume, how many of its messages at once, who receives them, and the key it is bound by for calls."""

    queue: str
    at_once: int
    receive: Callable[[Any], None]
    call_key: str = ""


class AmqpLine:
    """One connection, which is made again for as long as the line lives."""

    def __init__(self, service: str, connect: Callable[[], Any]) -> None:
        self._service, self._connect = service, connect
        self._wanted: Sequence[Wanted] | None = None
        self._consuming: dict[str, tuple[Any, str]] = {}
        self._replies: Any = None
        self._is_refusing = self._is_stopping = False

    @property
    def is_connected(self) -> bool:
        """Whether every queue is consumed now."""
        return self._wanted is not None and len(self._consuming) == len(self._wanted) and not self._is_refusing

    def run(self, wanted: Sequence[Wanted]) -> None:
        """Read messages from what is wanted and hand them out, until stopped. Waits for a broker that is away."""
        self._wanted = wanted
        attempt = 0
        while not self._is_stopping:
            error, was_connected = self._one_connection()
            attempt = 0 if was_connected else attempt + 1
            if not self._is_stopping:
                log.warning("broker lost", service=self._service, reason=describe(error))
                time.sleep(back_off(attempt))

    def refuse(self) -> None:
        """Ask the broker for no more messages."""
        self._is_refusing = True
        for channel, tag in list(self._consuming.values()):
            with suppress(*_AWAY):
                channel.basic_cancel(tag, nowait=True)

    def stop(self) -> None:
        """Let go of the connection, soon."""
        self._is_stopping = True

    def reply(self, call: Any, body: bytes) -> None:
        """Send a reply, then acknowledge its call. Where the connection is gone the broker delivers the call again."""
        address = wire.reply_address(call.properties.get("reply_to"))
        with suppress(*_AWAY):
            if address and call.channel.connection is not None:
                # Channel.basic_publish would read from the connection, which is the reading thread's alone.
                message = Message(body, **_reply_properties(call))
                self._replies.send_method(spec.Basic.Publish, _PUBLISH_ARGUMENTS, (0, RPC, address, False, False), message)
        self.acknowledge(call)

    @staticmethod
    def acknowledge(message: Any) -> None:
        """Tell the broker that the message is done with."""
        with suppress(*_AWAY):
            if message.channel.connection is not None:
                message.channel.basic_ack(message.delivery_info["delivery_tag"])

    @staticmethod
    def give_back(message: Any) -> None:
        """Have the broker deliver the message again."""
        with suppress(*_AWAY):
            if message.channel.connection is not None:
                message.channel.basic_reject(message.delivery_info["delivery_tag"], requeue=True)

    def _one_connection(self) -> tuple[BaseException | None, bool]:
        """Gives what ended it, and whether it ever consumed."""
        connection, error = self._connect(), None
        try:
            self._replies = connection.channel()
            self._consume_all(connection)
            self._read(connection)
        except _AWAY as away:
            error = away
        was_connected = bool(self._consuming)
        self._consuming.clear()
        with suppress(*_AWAY):
            connection.close()
        return error, was_connected

    def _read(self, connection: Any) -> None:
        looked = time.monotonic()
        while not self._is_stopping:
            with suppress(TimeoutError):
                connection.drain_events(timeout=_LOOK_SECONDS)
            if time.monotonic() - looked > _LOOK_SECONDS:
                looked = time.monotonic()
                connection.heartbeat_check()
                self._consume_all(connection)

    def _consume_all(self, connection: Any) -> None:
        """Consume what is wanted and not consumed yet: a queue that is missing must not keep the others from service."""
        for wanted in self._wanted or ():
            if wanted.queue not in self._consuming and not self._is_refusing:
                self._consume(connection, wanted)

    def _consume(self, connection: Any, wanted: Wanted) -> None:
        channel = connection.channel()
        channel.auto_decode = False
        try:
            tag = self._begin(channel, wanted)
        except ChannelError as error:
            log.warning("queue lost", queue=wanted.queue, reason=describe(error))
            channel.close()
        else:
            self._consuming[wanted.queue] = channel, tag

    def _begin(self, channel: Any, wanted: Wanted) -> str:
        if wanted.call_key:
            # As nameko declares it.
            channel.queue_declare(wanted.queue, durable=True, auto_delete=False)
            channel.queue_bind(wanted.queue, RPC, wanted.call_key)
        channel.basic_qos(0, wanted.at_once, False)
        return str(
            channel.basic_consume(
                wanted.queue,
                callback=lambda message: None if self._is_refusing else wanted.receive(message),
                on_cancel=lambda _tag: self._consuming.pop(wanted.queue, None),
            )
        )


def delivery_of(message: Any) -> Delivery:
    """A message of py-amqp as reactions take it."""
    about = message.properties
    headers = about.get("application_headers") or {}
    return Delivery(message.body, about.get("message_id", ""), about.get("type", ""), about.get("app_id", ""), headers)


def _reply_properties(call: Any) -> dict[str, Any]:
    # Nobody waits for a reply longer than for a broker's restart: it need not be written to disk.
    known = {"content_type": "application/json", "content_encoding": "utf-8", "delivery_mode": 1}
    correlation_id = call.properties.get("correlation_id")
    return {**known, "correlation_id": correlation_id} if correlation_id else known
