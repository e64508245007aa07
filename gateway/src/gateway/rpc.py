"""Calls to services over RabbitMQ, in nameko's wire format: one connection and one thread, any number of calls at once.

A service that nobody serves is known as such within a second, so that its callers need not wait for a deadline.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter, deque
from typing import Any
from uuid import uuid4

from pika import BasicProperties
from pika.channel import Channel
from pika.exceptions import AMQPError

from crm_kit.broker import RPC, back_off, describe, parameters
from crm_kit.errors import Unavailable
from crm_kit.telemetry import log
from gateway.line import Line
from gateway.pending import Call
from gateway.presence import FRESH_SECONDS, Presence

BROKER_AWAY = "The message broker is away"
_NOT_THERE = "The service '{}' is not there"
_JAMMED = "The service '{}' does not keep up"
# Half of the threads may wait for one slow service; the others are for the other services.
MOST_SLOW = 8
_SLOW_SECONDS = 2.0
_GRACE_SECONDS = 1.0
_LOOK_SECONDS = 0.25
_LONGEST_BACK_OFF = 2.0


class Rpc:
    """Calls services. Its methods may be used by any thread; everything private belongs to the broker's thread."""

    def __init__(self, amqp_url: str, name: str = "gateway") -> None:
        self._parameters = parameters(amqp_url, name)
        # While the broker refuses messages (its disk is full) calls are refused here; closing the connection would not help.
        self._parameters.blocked_connection_timeout = None
        self._presence = Presence(self._heard)
        self._pending: dict[str, Call] = {}
        self._outgoing: deque[Call] = deque()
        self._waiting: dict[str, list[Call]] = {}
        self._numbers = itertools.count()
        self._line: Line | None = None
        self._away_since = time.monotonic()
        self._is_flush_due = False
        self._error: BaseException | None = None
        self._ready, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="rpc", daemon=True)

    def start(self) -> None:
        """Connect in the background, and again whenever the connection is lost."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of the broker. Calls on their way are lost."""
        self._stopping.set()
        line = self._line
        if line is not None:
            line.ioloop.add_callback_threadsafe(self._end)
        if self._thread.is_alive():
            self._thread.join(2)

    @property
    def is_ready(self) -> bool:
        """Whether calls can be sent and answered now."""
        return self._ready.is_set()

    def has(self, service: str) -> bool | None:
        """Whether the service was there when last asked; None where it was not called lately."""
        consumers = self._presence.consumers(service)
        return None if consumers is None else consumers > 0

    def send(self, service: str, operation: str, content: bytes, seconds: float, *, changes: bool) -> Call:
        """Send a call that is good for so many seconds. Raises Unavailable where there is no broker."""
        if not self._ready.is_set():
            self._wait_a_little()
        if self._presence.is_jammed(service):
            raise Unavailable(_JAMMED.format(service))
        call = Call(service, operation, content, seconds, changes)
        line, now = self._line, time.monotonic()
        if line is not None and self._presence.is_sure(service, now):
            self._publish(line, call, now)
        else:
            self._ask_first(call)
        return call

    def _ask_first(self, call: Call) -> None:
        """Leave it to the broker's thread to find out whether there is a service that takes the call."""
        self._outgoing.append(call)
        if not self._is_flush_due:
            self._wake()

    def _publish(self, line: Line, call: Call, now: float) -> None:
        """Send a call. Any thread."""
        call.id, call.sent_at = str(next(self._numbers)), now
        self._pending[call.id] = call
        line.publish(RPC, call.key, call.content, call.id, call.expires_ms)
        if line is not self._line:
            call.lose(BROKER_AWAY)

    def _wait_a_little(self) -> None:
        """A broker that was lost this moment is often back the next."""
        grace = self._away_since + _GRACE_SECONDS - time.monotonic()
        if not self._ready.wait(max(0.0, grace)):
            raise Unavailable(BROKER_AWAY)

    def _wake(self) -> None:
        """Have the calls that gather sent by the broker's thread. The flag goes first: `_leave` clears it after the connection."""
        self._is_flush_due = True
        line = self._line
        if line is not None:
            line.ioloop.add_callback_threadsafe(self._flush)

    # --- the broker's thread: the connection ---------------------------------------------------------------------

    def _run(self) -> None:
        attempt = 0
        while not self._stopping.is_set():
            was_ready = self._serve()
            attempt = 0 if was_ready else attempt + 1
            self._stopping.wait(back_off(attempt, _LONGEST_BACK_OFF))

    def _serve(self) -> bool:
        """One connection's life. Gives whether it was ever of use."""
        self._error = None
        line = Line(
            self._parameters,
            on_open_callback=self._opened,
            on_open_error_callback=self._lost,
            on_close_callback=self._lost,
        )
        self._line = line
        line.add_on_connection_blocked_callback(lambda *_: self._ready.clear())
        line.add_on_connection_unblocked_callback(lambda *_: self._begin())
        line.ioloop.call_later(_LOOK_SECONDS, self._look_around)
        line.ioloop.start()
        return self._leave(line)

    def _opened(self, connection: Any) -> None:
        connection.channel(on_open_callback=self._presence.opened)
        connection.channel(on_open_callback=self._listen)

    def _listen(self, channel: Channel) -> None:
        # A name of its own for each connection: the queue of a lost one may still stand.
        line: Any = channel.connection
        line.channel_number, line.reply_to = channel.channel_number, f"reply.{uuid4()}"
        channel.add_on_close_callback(self._lost)
        channel.add_on_return_callback(self._returned)
        channel.exchange_declare(RPC, "topic", durable=True)
        channel.queue_declare(line.reply_to, exclusive=True, auto_delete=True)
        channel.queue_bind(line.reply_to, RPC, line.reply_to)
        channel.basic_consume(line.reply_to, self._replied, auto_ack=True, callback=lambda _: self._begin())

    def _begin(self) -> None:
        self._ready.set()
        self._flush()

    def _lost(self, _which: Any, error: BaseException | str) -> None:
        self._error = error if isinstance(error, BaseException) else ConnectionError(str(error))
        self._end()

    def _end(self) -> None:
        if self._line is not None:
            self._line.ioloop.stop()

    def _leave(self, line: Line) -> bool:
        was_ready = self._ready.is_set()
        self._ready.clear()
        self._away_since = time.monotonic()
        self._line, self._is_flush_due = None, False
        self._drop(line)
        if not self._stopping.is_set():
            log.warning("broker lost", reason=describe(self._error))
        self._give_up()
        return was_ready

    @staticmethod
    def _drop(connection: Line) -> None:
        if connection.is_open:
            try:
                connection.add_on_close_callback(lambda *_: connection.ioloop.stop())
                connection.close()
                connection.ioloop.call_later(1, connection.ioloop.stop)
                connection.ioloop.start()
            except AMQPError as error:
                log.info("connection did not close", reason=describe(error))
        connection.ioloop.close()

    def _give_up(self) -> None:
        """Nothing that was under way will be answered."""
        self._presence.forget()
        lost, self._pending = self._pending, {}
        for call in lost.values():
            call.lose(BROKER_AWAY)
        refused = [*self._outgoing, *itertools.chain(*self._waiting.values())]
        self._outgoing.clear()
        self._waiting.clear()
        for call in refused:
            call.refuse(BROKER_AWAY)

    # --- the broker's thread: calls ------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Send all calls that gathered, or find out about their services."""
        self._is_flush_due = False
        line, now = self._line, time.monotonic()
        while line is not None and self._ready.is_set() and self._outgoing:
            self._consider(line, self._outgoing.popleft(), now)

    def _consider(self, line: Line, call: Call, now: float) -> None:
        consumers = self._presence.use(call.service, now)
        if call.is_abandoned:
            return
        if consumers:
            self._publish(line, call, now)
        elif consumers == 0:
            call.refuse(_NOT_THERE.format(call.service))
        else:
            call.sent_at = now
            self._waiting.setdefault(call.service, []).append(call)

    def _replied(self, _channel: Channel, _method: Any, properties: BasicProperties, body: bytes) -> None:
        call = self._pending.pop(properties.correlation_id or "", None)
        if call is not None:
            call.settle(body)

    def _returned(self, _channel: Channel, _method: Any, properties: BasicProperties, _body: bytes) -> None:
        call = self._pending.pop(properties.correlation_id or "", None)
        if call is not None:
            call.refuse(_NOT_THERE.format(call.service))

    def _heard(self, service: str, consumers: int) -> None:
        """How many serve the service now: send what waited to know it, or refuse it."""
        now = time.monotonic()
        if not self._ready.is_set():
            self._begin()
        line = self._line
        for call in self._waiting.pop(service, ()):
            if consumers and line is not None:
                self._publish(line, call, now)
            else:
                call.refuse(_NOT_THERE.format(service))

    def _doubt(self, service: str, now: float) -> None:
        """Give up the calls to a service that went away, but leave a process that stops in order the time to answer its last."""
        late = [call for call in list(self._pending.values()) if call.service == service and now - call.sent_at > FRESH_SECONDS]
        for call in late:
            self._pending.pop(call.id, None)
            call.lose(_NOT_THERE.format(service))

    def _look_around(self) -> None:
        if self._line is None:
            return
        self._line.ioloop.call_later(_LOOK_SECONDS, self._look_around)
        if not self._ready.is_set():
            return
        now = time.monotonic()
        self._forget_abandoned()
        self._notice_jams(now)
        for service in self._presence.absent():
            self._doubt(service, now)
        if not self._presence.look_around(now):
            self._be_silent()

    def _notice_jams(self, now: float) -> None:
        slow = Counter(call.service for call in list(self._pending.values()) if now - call.sent_at > _SLOW_SECONDS)
        self._presence.note_jams({service for service, times in slow.items() if times >= MOST_SLOW})

    def _forget_abandoned(self) -> None:
        for call in [call for call in list(self._pending.values()) if call.is_abandoned]:
            self._pending.pop(call.id, None)

    def _be_silent(self) -> None:
        """The broker is connected and says nothing: refuse calls until it answers what it was asked."""
        self._ready.clear()
        self._away_since = time.monotonic() - _GRACE_SECONDS
        log.warning("broker silent")
        waiting, self._waiting = self._waiting, {}
        for call in itertools.chain(*waiting.values()):
            call.refuse(BROKER_AWAY)
