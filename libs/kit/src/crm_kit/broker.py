"""RabbitMQ through pika: the names everybody agrees on, how to connect, and publishing that knows what arrived."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pika
from pika.adapters.select_connection import IOLoop, SelectConnection
from pika.channel import Channel
from pika.delivery_mode import DeliveryMode
from pika.exceptions import AMQPError

EVENTS = "crm.events"
EVENT_LOG = "crm.events.log"
RPC = "nameko-rpc"

_HEARTBEAT_SECONDS = 20
_CONNECT_SECONDS = 5


class BrokerAway(Exception):
    """The broker cannot be reached, was lost, or did not confirm in time; what was not confirmed may have arrived."""


class Receipt(Enum):
    """What the broker said to one message."""

    CONFIRMED = "confirmed"
    RETURNED = "no queue is bound for it"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to publish; persistent, and returned where no queue takes it."""

    exchange: str
    routing_key: str
    body: bytes
    properties: pika.BasicProperties


def event_properties(event_id: str, event_type: str, service: str, **headers: Any) -> pika.BasicProperties:
    """Properties of a CloudEvents message in structured JSON."""
    return pika.BasicProperties(
        content_type="application/cloudevents+json",
        content_encoding="utf-8",
        delivery_mode=DeliveryMode.Persistent,
        message_id=event_id,
        type=event_type,
        app_id=service,
        headers=headers or None,
    )


def parameters(url: str, name: str) -> pika.URLParameters:
    """How to connect to `url`, under a name that an operator recognises. One attempt: callers decide when to repeat."""
    made = pika.URLParameters(url)
    made.heartbeat = _HEARTBEAT_SECONDS
    made.socket_timeout = _CONNECT_SECONDS
    made.stack_timeout = _CONNECT_SECONDS
    made.connection_attempts = 1
    made.client_properties = {"connection_name": name}
    return made


@contextmanager
def blocking_channel(url: str, name: str) -> Iterator[Any]:
    """A channel of its own connection, for commands that run once. Raises BrokerAway where there is no broker."""
    with away_is_said():
        connection = pika.BlockingConnection(parameters(url, name))
    try:
        with away_is_said():
            yield connection.channel()
    finally:
        with suppress(AMQPError):
            connection.close()


@contextmanager
def away_is_said() -> Iterator[None]:
    """Whatever pika and the system call a broker that is not there becomes BrokerAway."""
    try:
        yield
    except (pika.exceptions.AMQPConnectionError, OSError) as error:
        raise BrokerAway(describe(error)) from error


def describe(error: BaseException | None) -> str:
    """An error in words; several of pika's have none of their own."""
    return f"{type(error).__name__}: {error}" if str(error) else repr(error)


def back_off(attempt: int, longest: float = 5.0) -> float:
    """Seconds to wait before attempt number `attempt` (the first is 0)."""
    return min(longest, 0.1 * 2.0 ** min(attempt, 10))


class CorkedConnection(SelectConnection):
    """Writes what is sent inside `corked()` as one piece.

    pika writes each frame, three for a message, by a system call of its own: 14 µs for a message, 10 µs this way.
    """

    _gathered: list[bytes] | None = None

    @contextmanager
    def corked(self) -> Iterator[None]:
        """Gather everything sent within and write it at the end."""
        self._gathered = []
        try:
            yield
        finally:
            gathered, self._gathered = self._gathered, None
            if gathered and not self.is_closed:
                super()._output_marshaled_frames([b"".join(gathered)])  # type: ignore[misc]

    def _output_marshaled_frames(self, marshaled_frames: Sequence[bytes]) -> None:
        if self._gathered is None:
            super()._output_marshaled_frames([b"".join(marshaled_frames)])  # type: ignore[misc]
        else:
            self._gathered.extend(marshaled_frames)


class Publisher:
    """Publishes batches and waits for the broker's word on each message. Used by one thread; connects when needed."""

    def __init__(self, url: str, name: str) -> None:
        self._parameters = parameters(url, name)
        self._connection: CorkedConnection | None = None
        self._channel: Channel | None = None
        self._error: BaseException | None = None
        self._sent, self._used = 0, 0.0
        self._waiting: dict[int, int] = {}
        self._places: dict[str, int] = {}
        self._receipts: list[Receipt] = []

    def publish(self, messages: Sequence[Outgoing], seconds: float = 10.0) -> list[Receipt]:
        """Publish `messages`, in order, and say for each what became of it. Message ids must differ within a batch.

        Raises BrokerAway after which nothing is known of the whole batch.
        """
        try:
            self._connect()
            self._send(messages)
            self._run_until(lambda: not self._waiting, seconds)
        except BaseException:
            self.close()
            raise
        return self._receipts

    def keep_alive(self) -> None:
        """Answer the broker's heartbeats; to be called every few seconds while there is nothing to publish."""
        if self._connection is None:
            return
        try:
            self._run_until(lambda: True, 0)
            self._turn()
        except BrokerAway:
            self.close()

    def close(self) -> None:
        """Let go of the connection; the next batch makes a new one."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is None:
            return
        self._drop(connection)

    @staticmethod
    def _drop(connection: CorkedConnection) -> None:
        if connection.is_open:
            connection.close()
            end = time.monotonic() + 1
            while not connection.is_closed and time.monotonic() < end:
                turn(connection.ioloop, 0.1)
        connection.ioloop.deactivate_poller()
        connection.ioloop.close()

    def _connect(self) -> None:
        if self._is_good():
            return
        self.close()
        self._error = None
        self._connection = CorkedConnection(
            self._parameters,
            on_open_callback=self._opened,
            on_open_error_callback=self._lost,
            on_close_callback=self._lost,
        )
        self._connection.ioloop.activate_poller()
        self._run_until(lambda: self._channel is not None, _CONNECT_SECONDS)

    def _is_good(self) -> bool:
        """Unused for longer than a heartbeat, the connection is one that the broker has given up or soon will."""
        is_fresh = time.monotonic() - self._used < _HEARTBEAT_SECONDS
        return is_fresh and self._channel is not None and self._channel.is_open

    def _opened(self, connection: Any) -> None:
        connection.channel(on_open_callback=self._channel_opened)

    def _channel_opened(self, channel: Channel) -> None:
        channel.add_on_close_callback(self._lost)
        channel.add_on_return_callback(self._returned)
        channel.confirm_delivery(self._answered, callback=lambda _frame: self._begin(channel))

    def _begin(self, channel: Channel) -> None:
        self._channel, self._sent = channel, 0

    def _lost(self, _which: Any, error: BaseException | str | None = None) -> None:
        self._error = error if isinstance(error, BaseException) else ConnectionError(str(error))

    def _send(self, messages: Sequence[Outgoing]) -> None:
        assert self._connection is not None  # noqa: S101
        self._receipts = [Receipt.CONFIRMED] * len(messages)
        self._places = {message.properties.message_id or "": place for place, message in enumerate(messages)}
        self._waiting = {self._sent + 1 + place: place for place in range(len(messages))}
        self._sent += len(messages)
        with self._connection.corked():
            for message in messages:
                self._send_one(message)

    def _send_one(self, message: Outgoing) -> None:
        assert self._channel is not None  # noqa: S101
        self._channel.basic_publish(message.exchange, message.routing_key, message.body, message.properties, mandatory=True)

    def _returned(self, _channel: Any, _method: Any, properties: pika.BasicProperties, _body: bytes) -> None:
        self._receipts[self._places[properties.message_id or ""]] = Receipt.RETURNED

    def _answered(self, frame: Any) -> None:
        method = frame.method
        tags = self._up_to(method.delivery_tag) if method.multiple else [method.delivery_tag]
        for tag in tags:
            place = self._waiting.pop(tag, None)
            if place is not None and isinstance(method, pika.spec.Basic.Nack):
                self._receipts[place] = Receipt.REFUSED

    def _up_to(self, last: int) -> list[int]:
        return [tag for tag in self._waiting if tag <= last]

    def _run_until(self, is_done: Callable[[], bool], seconds: float) -> None:
        end = time.monotonic() + seconds
        while not is_done():
            self._turn(max(0.0, end - time.monotonic()))
            if not is_done() and time.monotonic() >= end:
                raise BrokerAway(f"the broker did not answer within {seconds:g} s")

    def _turn(self, seconds: float = 0.0) -> None:
        assert self._connection is not None  # noqa: S101
        turn(self._connection.ioloop, seconds)
        self._used = time.monotonic()
        if self._error is not None:
            raise BrokerAway(describe(self._error)) from self._error


def turn(loop: IOLoop, seconds: float) -> None:
    """Let the loop handle what is there, waiting at most `seconds` for something to come."""
    alarm = loop.call_later(seconds, lambda: None)
    loop.poll()
    loop.process_timeouts()
    loop.remove_timeout(alarm)
