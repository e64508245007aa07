"""The host on nameko, and the only file that imports nameko, eventlet or kombu.

Importing it makes the whole process green, so it must come before anything that opens sockets or starts threads.
nameko keeps the service class, its entrypoints, workers and their life. The line to the broker is ours: nameko's own
answers each call over a pooled connection and waits for a confirm, and acknowledges an event that failed.
"""

import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

if "psycopg" in sys.modules:
    raise ImportError("crm_kit.hosting must be imported before psycopg, which would block every green thread")
os.environ["PSYCOPG_WAIT_FUNC"] = "wait_select"
os.environ["EVENTLET_NO_GREENDNS"] = "yes"

with warnings.catch_warnings():
    # Its maintainers ask newcomers to choose something else; crm_kit.hosting_threads is that.
    warnings.simplefilter("ignore")
    import eventlet

    eventlet.monkey_patch()

import nameko
from amqp import spec  # type: ignore[import-untyped]
from amqp.basic_message import Message  # type: ignore[import-untyped]
from amqp.exceptions import AMQPError, ChannelError  # type: ignore[import-untyped]
from kombu.connection import Connection
from nameko.containers import ServiceContainer
from nameko.extensions import Entrypoint, ProviderCollector, SharedExtension

from crm_kit import wire
from crm_kit.app import App
from crm_kit.broker import RPC, back_off, describe
from crm_kit.deliveries import GIVE_BACK_SECONDS, Deliveries, Delivery
from crm_kit.jobs import Turns, prefetch_of_events, share_of_events
from crm_kit.settings import Settings
from crm_kit.telemetry import log

_HEARTBEAT_SECONDS = 20
_CONNECT_SECONDS = 5
_LOOK_SECONDS = 1.0
_PUBLISH_ARGUMENTS = "Bssbb"
_AWAY = (AMQPError, OSError)


@dataclass(frozen=True)
class Wanted:
    """A queue to consume: who receives its messages, and how many at once."""

    queue: str
    at_once: int
    entrypoint: Any


class Line(SharedExtension, ProviderCollector):  # type: ignore[misc]
    """The one connection of a container. Reads in a green thread of its own and reconnects for as long as it lives."""

    def setup(self) -> None:
        self.app: App = nameko.config["app"]
        self.settings: Settings = nameko.config["settings"]
        self.calls: dict[str, Any] = {}
        self.is_refusing = self.is_stopping = False
        self.consuming: dict[str, tuple[Any, str]] = {}
        self.replies: Any = None
        self.wanted: list[Wanted] = []

    @property
    def is_connected(self) -> bool:
        """Whether every queue is consumed now."""
        return len(self.consuming) == len(self.wanted) and not self.is_refusing

    def start(self) -> None:
        """Read from the broker once it is there; does not wait for it."""
        self.wanted = list(self._wanted())
        self.container.spawn_managed_thread(self._run, identifier="line")

    def stop(self) -> None:
        """Called when all workers are done: let go of the connection."""
        self.is_stopping = True

    def refuse(self) -> None:
        """Ask the broker for no more messages."""
        self.is_refusing = True
        for channel, tag in list(self.consuming.values()):
            with suppress(*_AWAY):
                channel.basic_cancel(tag, nowait=True)

    def unregister_provider(self, provider: Any) -> None:
        """Called by each entrypoint as the container stops."""
        self.refuse()
        super().unregister_provider(provider)

    def reply(self, call: Any, body: bytes) -> None:
        """Send a reply, then acknowledge its call. Where the connection is gone the broker delivers the call again."""
        address, properties = call.properties.get("reply_to"), _reply_properties(call)
        with suppress(*_AWAY):
            if address and call.channel.connection is not None:
                # Channel.basic_publish would read from the connection, which is the reading thread's alone.
                where = (0, RPC, address, False, False)
                self.replies.send_method(spec.Basic.Publish, _PUBLISH_ARGUMENTS, where, Message(body, **properties))
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

    def _wanted(self) -> Iterator[Wanted]:
        for entrypoint in self._providers:
            if isinstance(entrypoint, Event):
                queue = self.app.reactions[entrypoint.method_name].queue
                yield Wanted(queue, prefetch_of_events(self.settings.workers), entrypoint)
            else:
                self.calls[entrypoint.method_name] = entrypoint
        if self.calls:
            yield Wanted(f"rpc-{self.app.name}", self.settings.workers, None)

    def _run(self) -> None:
        attempt = 0
        while not self.is_stopping:
            error, was_connected = self._connected()
            attempt = 0 if was_connected else attempt + 1
            if not self.is_stopping:
                log.warning("broker lost", service=self.app.name, reason=describe(error))
                time.sleep(back_off(attempt))

    def _connected(self) -> tuple[BaseException | None, bool]:
        """One connection's life. Gives what ended it, and whether it ever consumed."""
        options = {"client_properties": _client_properties(self.app.name)}
        connection: Any = Connection(  # type: ignore[no-untyped-call]
            self.settings.amqp_url,
            heartbeat=_HEARTBEAT_SECONDS,
            connect_timeout=_CONNECT_SECONDS,
            transport_options=options,
        )
        error: BaseException | None = None
        was_connected = False
        try:
            self.replies = connection.channel()
            self._consume_all(connection)
            was_connected = bool(self.consuming)
            self._read(connection)
        except _AWAY as away:
            error = away
        self.consuming.clear()
        with suppress(*_AWAY):
            connection.close()
        return error, was_connected

    def _read(self, connection: Any) -> None:
        looked = time.monotonic()
        while not self.is_stopping:
            self._read_one(connection)
            if time.monotonic() - looked > _LOOK_SECONDS:
                looked = time.monotonic()
                connection.heartbeat_check()
                self._consume_all(connection)

    def _read_one(self, connection: Any) -> None:
        try:
            connection.drain_events(timeout=_LOOK_SECONDS)
        except TimeoutError:
            return
        except ChannelError as error:
            # A reply to an address that is not allowed closes its channel, which opens again by itself.
            if error.method_sig != spec.Basic.Publish:
                raise
            log.warning("reply refused", service=self.app.name, reason=describe(error))

    def _consume_all(self, connection: Any) -> None:
        """Consume what is wanted and not consumed yet: a queue that is missing must not keep the others from service."""
        for wanted in self.wanted:
            if wanted.queue not in self.consuming and not self.is_refusing:
                self._consume(connection, wanted)

    def _consume(self, connection: Any, wanted: Wanted) -> None:
        channel = connection.channel()
        channel.auto_decode = False
        received = partial(self._happened, wanted.entrypoint) if wanted.entrypoint else self._called
        try:
            if wanted.entrypoint is None:
                # As nameko declares it.
                channel.queue_declare(wanted.queue, durable=True, auto_delete=False)
                channel.queue_bind(wanted.queue, RPC, f"{self.app.name}.*")
            channel.basic_qos(0, wanted.at_once, False)
            tag = channel.basic_consume(wanted.queue, callback=received, on_cancel=partial(self._cancelled, wanted.queue))
        except ChannelError as error:
            log.warning("queue lost", queue=wanted.queue, reason=describe(error))
            channel.close()
        else:
            self.consuming[wanted.queue] = channel, tag

    def _cancelled(self, queue: str, _tag: str) -> None:
        self.consuming.pop(queue, None)

    def _called(self, message: Any) -> None:
        operation = message.delivery_info["routing_key"].rpartition(".")[2]
        if self.is_refusing:
            return
        try:
            arguments = wire.arguments_of(self.app, operation, message.body)
        except wire.ProtocolError as error:
            self.reply(message, wire.refusal(self.app, operation, error))
        else:
            self.calls[operation].run(message, arguments)

    def _happened(self, entrypoint: Any, message: Any) -> None:
        if not self.is_refusing:
            entrypoint.run(message)


class _OfLine(Entrypoint):  # type: ignore[misc]
    """An entrypoint that is reached through the container's line."""

    line = Line()

    def setup(self) -> None:
        self.line.register_provider(self)

    def stop(self) -> None:
        self.line.unregister_provider(self)

    def work(self, arguments: tuple[Any, ...], finish: Callable[..., Any]) -> None:
        """Run the method in a worker; `finish(result, exc_info)` ends the worker."""
        self.container.spawn_worker(self, arguments, {}, handle_result=lambda _context, *outcome: finish(*outcome))


class Call(_OfLine):
    """One operation, called by its name."""

    def run(self, message: Any, arguments: wire.Arguments) -> None:
        """Answer a call in a worker."""
        self.work(arguments, partial(self._finish, message))

    def _finish(self, message: Any, reply: Any, exc_info: Any) -> Any:
        self.line.reply(message, wire.result(reply))
        return reply, exc_info


class Event(_OfLine):
    """One reaction, fed from its own queue."""

    def run(self, message: Any) -> None:
        """Handle a delivery in a worker."""
        self.work((_delivery(message),), partial(self._finish, message))

    def _finish(self, message: Any, is_done: bool | None, exc_info: Any) -> Any:
        if is_done:
            self.line.acknowledge(message)
        else:
            eventlet.spawn_after(GIVE_BACK_SECONDS, self.line.give_back, message)
        return is_done, exc_info


class NamekoHost:
    """Serves an app until told to stop."""

    def __init__(self, app: App, settings: Settings, only: str | None = None) -> None:
        self._deliveries = Deliveries(app, settings.amqp_url)
        turns = Turns(settings.workers, share_of_events(settings.workers, only))
        service = service_of(app, only, self._deliveries, turns)
        # Workers wait for their turn; a pool that fills up would keep the line from reading.
        at_most = settings.workers * (1 + len(app.reactions))
        nameko.config.setup({"app": app, "settings": settings, "max_workers": at_most})
        self._container = ServiceContainer(service)

    def start(self) -> None:
        """Begin to serve as soon as the broker is there."""
        self._container.start()
        eventlet.spawn(self._end_with_container)

    def _end_with_container(self) -> None:
        try:
            self._container.wait()
        except Exception:
            log.critical("container died", exc_info=True)
            os.kill(os.getpid(), signal.SIGTERM)

    def stop(self) -> None:
        """Take nothing more, finish what runs, answer it."""
        self._container.stop()
        self._deliveries.close()

    @property
    def is_connected(self) -> bool:
        """Whether the broker's messages reach this process now."""
        return any(line.is_connected for line in self._container.subextensions if isinstance(line, Line))


def service_of(app: App, only: str | None, deliveries: Deliveries, turns: Turns) -> type:
    """The nameko service class of an app: a method for each operation and each reaction, under its name."""
    methods: dict[str, Any] = {"name": app.name}
    if only != "reactions":
        methods |= {name: _call(app, name, turns) for name in app.operations}
    if only != "rpc":
        methods |= {name: _event(deliveries, name, turns) for name in app.reactions}
    return type(app.name, (), methods)


def _call(app: App, operation: str, turns: Turns) -> Callable[..., Any]:
    def call(_self: Any, payload: Any, caller: str, message_id: str, context: dict[str, Any]) -> dict[str, Any]:
        with turns.call():
            return wire.handle(app, operation, payload, caller, message_id, context)

    call.__name__ = operation
    entrypoint: Callable[..., Any] = Call.decorator(call)
    return entrypoint


def _event(deliveries: Deliveries, reaction: str, turns: Turns) -> Callable[..., Any]:
    def happened(_self: Any, delivery: Delivery) -> bool:
        with turns.event():
            return deliveries.take(reaction, delivery)

    happened.__name__ = reaction
    entrypoint: Callable[..., Any] = Event.decorator(happened)
    return entrypoint


def _client_properties(service: str) -> dict[str, Any]:
    # Being told that the broker blocks publishers would help nobody here and cost a read for each reply.
    capabilities = {"consumer_cancel_notify": True, "authentication_failure_close": True, "connection.blocked": False}
    return {"connection_name": f"{service} nameko", "capabilities": capabilities}


def _reply_properties(call: Any) -> dict[str, Any]:
    # Nobody waits for a reply longer than for a broker's restart: it need not be written to disk.
    known = {"content_type": "application/json", "content_encoding": "utf-8", "delivery_mode": 1}
    correlation_id = call.properties.get("correlation_id")
    return {**known, "correlation_id": correlation_id} if correlation_id else known


def _delivery(message: Any) -> Delivery:
    about = message.properties
    headers = about.get("application_headers") or {}
    return Delivery(message.body, about.get("message_id", ""), about.get("type", ""), about.get("app_id", ""), headers)
