"""The host on plain threads and pika: one thread talks to the broker, workers answer calls and handle events."""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from pika import BasicProperties
from pika.channel import Channel

from crm_kit import wire
from crm_kit.app import App
from crm_kit.batches import Batches, Waiting
from crm_kit.broker import RPC, CorkedConnection, back_off, describe, parameters, turn
from crm_kit.deliveries import GIVE_BACK_SECONDS, Deliveries, Delivery
from crm_kit.jobs import Jobs, prefetch_of_events, share_of_events
from crm_kit.settings import Settings
from crm_kit.telemetry import log

# An idle turn of the loop; a stop is noticed after it.
_TURN_SECONDS = 0.5
_LONGEST_WORK_SECONDS = 20.0
_LAST_WORDS_SECONDS = 2.0
_QUEUE_AGAIN_SECONDS = 1.0


class ThreadsHost:
    """Serves an app until told to stop."""

    def __init__(self, app: App, settings: Settings, only: str | None = None) -> None:
        self._jobs = Jobs(share_of_events(settings.workers, only))
        self._deliveries = Deliveries(app, settings.amqp_url)
        self._line = Line(app, settings, only, self._jobs, self._deliveries)
        self._workers = [threading.Thread(target=self._jobs.work, name=f"worker-{n}") for n in range(settings.workers)]
        for worker in self._workers:
            worker.daemon = True

    def start(self) -> None:
        """Begin to serve as soon as the broker is there."""
        for worker in self._workers:
            worker.start()
        self._line.start()

    def stop(self) -> None:
        """Take nothing more, finish what runs, say it to the broker; in at most _LONGEST_WORK_SECONDS and a little."""
        self._line.refuse()
        self._jobs.close()
        end = time.monotonic() + _LONGEST_WORK_SECONDS
        for worker in self._workers:
            worker.join(max(0.0, end - time.monotonic()))
        self._line.stop()
        self._deliveries.close()

    @property
    def is_connected(self) -> bool:
        """Whether the broker's messages reach this process now."""
        return self._line.is_connected


class Line:
    """The connection to the broker and the only thread that touches it. Reconnects for as long as it lives."""

    def __init__(self, app: App, settings: Settings, only: str | None, jobs: Jobs, deliveries: Deliveries) -> None:
        self._app = app
        self._jobs, self._deliveries = jobs, deliveries
        self._parameters = parameters(settings.amqp_url, f"{app.name} threads")
        self._connection: CorkedConnection | None = None
        self._replies: Channel | None = None
        self._consumers: dict[str, tuple[Channel, str]] = {}
        self._batches: dict[str, Batches] = {}
        self._calls_queue = f"rpc-{app.name}"
        self._wanted = list(self._queues(settings.workers, only))
        self._lost: BaseException | None = None
        self._outgoing: deque[Callable[[], None]] = deque()
        self._is_flush_due = False
        self._is_refusing = False
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="broker", daemon=True)

    @property
    def is_connected(self) -> bool:
        return len(self._consumers) == len(self._wanted) and not self._is_refusing

    def _queues(self, workers: int, only: str | None) -> Iterator[tuple[str, int, Callable[..., None]]]:
        """Each queue to consume, how many of its messages to take at once, and what receives them."""
        if only != "reactions":
            yield self._calls_queue, workers, self._called
        if only != "rpc":
            for name, reaction in self._app.reactions.items():
                # While one batch is applied the next is on its way from the broker.
                yield reaction.queue, 2 * reaction.most or prefetch_of_events(workers), self._receiver(name)

    def _receiver(self, reaction: str) -> Callable[..., None]:
        return partial(self._gathered if self._app.reactions[reaction].most else self._happened, reaction)

    def start(self) -> None:
        self._thread.start()

    def refuse(self) -> None:
        """Ask the broker for no more messages."""
        self._is_refusing = True
        self.soon(self._cancel)

    def stop(self) -> None:
        """Send what is to be sent and let go, within _LAST_WORDS_SECONDS."""
        self._is_stopping.set()
        self.soon(lambda: None)
        self._thread.join(_LAST_WORDS_SECONDS)

    def soon(self, act: Callable[[], None]) -> None:
        """Have `act` called by the broker's thread; what several workers hand in meanwhile goes out as one piece."""
        self._outgoing.append(act)
        connection = self._connection
        if connection is not None and not self._is_flush_due:
            self._is_flush_due = True
            connection.ioloop.add_callback_threadsafe(self._flush)

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Have `act` called after so many seconds, while the connection lasts; asked by the broker's thread."""
        if self._connection is not None:
            self._connection.ioloop.call_later(seconds, act)

    def _flush(self) -> None:
        self._is_flush_due = False
        connection = self._connection
        if connection is None:
            return
        with connection.corked():
            while self._outgoing:
                self._outgoing.popleft()()

    # --- the broker's thread --------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._serve_again_and_again()
        except Exception:
            log.critical("line to the broker died", exc_info=True)
            os.kill(os.getpid(), signal.SIGTERM)

    def _serve_again_and_again(self) -> None:
        attempt = 0
        while not self._is_stopping.is_set():
            was_connected = self._serve()
            attempt = 0 if was_connected else attempt + 1
            self._is_stopping.wait(back_off(attempt))

    def _serve(self) -> bool:
        """One connection's life. Gives whether it ever consumed."""
        self._lost = None
        connection = CorkedConnection(
            self._parameters,
            on_open_callback=self._opened,
            on_open_error_callback=self._gone,
            on_close_callback=self._gone,
        )
        connection.ioloop.activate_poller()
        self._connection = connection
        while self._lost is None and not self._is_stopping.is_set():
            turn(connection.ioloop, _TURN_SECONDS)
        return self._leave(connection)

    def _leave(self, connection: CorkedConnection) -> bool:
        was_connected = bool(self._consumers)
        self._flush()
        if connection.is_open:
            connection.close()
        end = time.monotonic() + _LAST_WORDS_SECONDS / 2
        while not connection.is_closed and time.monotonic() < end:
            turn(connection.ioloop, 0.05)
        self._forget(connection)
        return was_connected

    def _forget(self, connection: CorkedConnection) -> None:
        self._connection, self._replies, self._consumers = None, None, {}
        self._outgoing.clear()
        self._is_flush_due = False
        connection.ioloop.deactivate_poller()
        connection.ioloop.close()
        if not self._is_stopping.is_set():
            log.warning("broker lost", service=self._app.name, reason=describe(self._lost))

    def _gone(self, _connection: Any, error: BaseException) -> None:
        self._lost = error

    def _opened(self, connection: Any) -> None:
        connection.channel(on_open_callback=self._can_reply)
        for queue, at_once, received in self._wanted:
            self._open(connection, queue, at_once, received)

    def _open(self, connection: Any, *consumer: Any) -> None:
        connection.channel(on_open_callback=partial(self._consume, *consumer))

    def _can_reply(self, channel: Channel) -> None:
        self._replies = channel
        channel.add_on_close_callback(self._gone)

    def _consume(self, queue: str, at_once: int, received: Callable[..., None], channel: Channel) -> None:
        channel.add_on_close_callback(partial(self._consume_again, queue, at_once, received))
        if queue == self._calls_queue:
            # As nameko declares it.
            channel.queue_declare(queue, durable=True)
            channel.queue_bind(queue, RPC, f"{self._app.name}.*")
        channel.basic_qos(prefetch_count=at_once)
        channel.basic_consume(queue, received, callback=lambda ok: self._consuming(queue, channel, ok))

    def _consuming(self, queue: str, channel: Channel, ok: Any) -> None:
        self._consumers[queue] = channel, ok.method.consumer_tag
        if self._is_refusing:
            self._cancel()

    def _consume_again(self, queue: str, at_once: int, received: Any, channel: Channel, error: BaseException) -> None:
        """A queue that is not there yet, or no more, must not keep the others from being served."""
        self._consumers.pop(queue, None)
        connection: Any = channel.connection
        if connection.is_open and not self._is_refusing:
            log.warning("queue lost", queue=queue, reason=describe(error))
            again = partial(self._open, connection, queue, at_once, received)
            connection.ioloop.call_later(_QUEUE_AGAIN_SECONDS, lambda: connection.is_open and again())

    def _cancel(self) -> None:
        for channel, tag in self._consumers.values():
            if channel.is_open:
                channel.basic_cancel(tag)

    # --- jobs: begun by the broker's thread, run by a worker, ended by the broker's thread ------------------------

    def _called(self, channel: Channel, method: Any, properties: BasicProperties, body: bytes) -> None:
        self._jobs.add_call(partial(self._answer, channel, method.delivery_tag, method.routing_key, properties, body))

    def _answer(self, channel: Channel, tag: int, key: str, properties: BasicProperties, body: bytes) -> None:
        reply = wire.answer(self._app, key.rpartition(".")[2], body)
        self.soon(partial(self._reply, channel, tag, properties, reply))

    def _reply(self, channel: Channel, tag: int, properties: BasicProperties, reply: bytes) -> None:
        if not channel.is_open:
            return
        address = wire.reply_address(properties.reply_to)
        if address and self._replies is not None and self._replies.is_open:
            self._replies.basic_publish(RPC, address, reply, _reply_properties(properties))
        channel.basic_ack(tag)

    def _happened(self, reaction: str, channel: Channel, method: Any, properties: BasicProperties, body: bytes) -> None:
        self._jobs.add_event(partial(self._handle, reaction, channel, method.delivery_tag, properties, body))

    def _handle(self, reaction: str, channel: Channel, tag: int, properties: BasicProperties, body: bytes) -> None:
        is_done = self._deliveries.take(reaction, _delivery(properties, body))
        give_back = partial(self.later, GIVE_BACK_SECONDS, partial(self._give_back, channel, tag))
        self.soon(partial(self._settle, channel, tag) if is_done else give_back)

    def _gathered(self, reaction: str, channel: Channel, method: Any, properties: BasicProperties, body: bytes) -> None:
        batches = self._batches.get(reaction)
        if batches is None or batches.channel is not channel:
            most = self._app.reactions[reaction].most
            batches = self._batches[reaction] = Batches(channel, most, self._jobs, self, partial(self._handle_all, reaction))
        batches.add(Waiting(method.delivery_tag, _delivery(properties, body), is_suspect=method.redelivered))

    def _handle_all(self, reaction: str, batches: Batches, taken: Sequence[Waiting]) -> None:
        are_done = self._deliveries.take_all(reaction, [each.delivery for each in taken])
        done = [each.tag for each, is_done in zip(taken, are_done, strict=True) if is_done]
        self.soon(partial(batches.unsettled.acknowledge, done))
        for tag in {each.tag for each in taken}.difference(done):
            self.soon(partial(self.later, GIVE_BACK_SECONDS, partial(batches.unsettled.give_back, tag)))

    @staticmethod
    def _settle(channel: Channel, tag: int) -> None:
        if channel.is_open:
            channel.basic_ack(tag)

    @staticmethod
    def _give_back(channel: Channel, tag: int) -> None:
        if channel.is_open:
            channel.basic_nack(tag, requeue=True)


def _reply_properties(call: BasicProperties) -> BasicProperties:
    # Nobody waits for a reply longer than for a broker's restart: it need not be written to disk.
    return BasicProperties(
        content_type="application/json", content_encoding="utf-8", correlation_id=call.correlation_id, delivery_mode=1
    )


def _delivery(properties: BasicProperties, body: bytes) -> Delivery:
    return Delivery(body, properties.message_id or "", properties.type or "", properties.app_id or "", properties.headers or {})
