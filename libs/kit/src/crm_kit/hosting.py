"""The host on nameko, and the only file that imports nameko, eventlet or kombu.

Importing it makes the whole process green, so it must come before anything that opens sockets or starts threads.
nameko keeps the service class, its entrypoints, workers and their life. The line to the broker is ours: nameko's own
answers each call over a pooled connection and waits for a confirm, and acknowledges an event that failed.
"""

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
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
from kombu.connection import Connection
from nameko.containers import ServiceContainer
from nameko.extensions import Entrypoint, ProviderCollector, SharedExtension

from crm_kit import wire
from crm_kit.amqp_line import CLIENT_CAPABILITIES, AmqpLine, Wanted, delivery_of
from crm_kit.app import App
from crm_kit.deliveries import GIVE_BACK_SECONDS, Deliveries, Delivery
from crm_kit.jobs import Turns, prefetch_of_events, share_of_events
from crm_kit.settings import Settings
from crm_kit.telemetry import log

_HEARTBEAT_SECONDS = 20
_CONNECT_SECONDS = 5


class Line(SharedExtension, ProviderCollector):  # type: ignore[misc]
    """What connects the entrypoints of a container to the broker."""

    def setup(self) -> None:
        self.app: App = nameko.config["app"]
        self.settings: Settings = nameko.config["settings"]
        self.calls: dict[str, Any] = {}
        self.amqp = AmqpLine(self.app.name, self._connection)

    @property
    def is_connected(self) -> bool:
        """Whether every queue is consumed now."""
        return self.amqp.is_connected

    def start(self) -> None:
        """Read from the broker once it is there; does not wait for it."""
        self.container.spawn_managed_thread(partial(self.amqp.run, list(self._wanted())), identifier="line")

    def stop(self) -> None:
        """Called when all workers are done: let go of the connection."""
        self.amqp.stop()

    def unregister_provider(self, provider: Any) -> None:
        """Called by each entrypoint as the container stops."""
        self.amqp.refuse()
        super().unregister_provider(provider)

    def _connection(self) -> Any:
        about = {"connection_name": f"{self.app.name} nameko", "capabilities": CLIENT_CAPABILITIES}
        return Connection(  # type: ignore[no-untyped-call]
            self.settings.amqp_url,
            heartbeat=_HEARTBEAT_SECONDS,
            connect_timeout=_CONNECT_SECONDS,
            transport_options={"client_properties": about},
        )

    def _wanted(self) -> Iterator[Wanted]:
        for entrypoint in self._providers:
            if isinstance(entrypoint, Event):
                queue = self.app.reactions[entrypoint.method_name].queue
                yield Wanted(queue, prefetch_of_events(self.settings.workers), entrypoint.run)
            else:
                self.calls[entrypoint.method_name] = entrypoint
        if self.calls:
            yield Wanted(f"rpc-{self.app.name}", self.settings.workers, self._called, call_key=f"{self.app.name}.*")

    def _called(self, message: Any) -> None:
        operation = message.delivery_info["routing_key"].rpartition(".")[2]
        try:
            arguments = wire.arguments_of(self.app, operation, message.body)
        except wire.ProtocolError as error:
            self.amqp.reply(message, wire.refusal(self.app, operation, error))
        else:
            self.calls[operation].run(message, arguments)


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
        self.line.amqp.reply(message, wire.result(reply))
        return reply, exc_info


class Event(_OfLine):
    """One reaction, fed from its own queue."""

    def run(self, message: Any) -> None:
        """Handle a delivery in a worker."""
        self.work((delivery_of(message),), partial(self._finish, message))

    def _finish(self, message: Any, is_done: bool | None, exc_info: Any) -> Any:
        if is_done:
            self.line.amqp.acknowledge(message)
        else:
            eventlet.spawn_after(GIVE_BACK_SECONDS, self.line.amqp.give_back, message)
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
