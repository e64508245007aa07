"""What the broker must hold before a service runs: the exchange, the stream, and each reaction's queue and ways out.

    crm.events ──key──► sales.on_account_merged ──► the service
        │                    ▲            │ a failure waits
        ▼                    │            ▼
    crm.events.log     sales.direct ◄── sales.retry.10s        sales.dead  (given up)

Every name of a service begins with its own, so that a broker user can be confined to it.
"""

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pika
from pika.exceptions import ChannelClosedByBroker

from crm_kit import telemetry
from crm_kit.app import App, load_app
from crm_kit.broker import EVENT_LOG, EVENTS, RPC, BrokerAway, away_is_said, parameters
from crm_kit.settings import SettingError, Settings
from crm_kit.telemetry import log

_REFUSED, _NOT_FOUND, _DIFFERS = 403, 404, 406
_PATIENCE_SECONDS = 30
_VERSIONED = re.compile(r"(?P<stem>.+)\.v(?P<number>\d+)\Z")

# A message that takes the whole process with it cannot be counted by us; the broker counts it.
_DELIVERIES = 50
# Looking at dead letters returns them to the queue, which must never count against them.
_UNLIMITED = 1_000_000_000

_STREAM = {
    "x-queue-type": "stream",
    "x-max-age": "30D",
    "x-max-length-bytes": 20_000_000_000,
    "x-stream-max-segment-size-bytes": 50_000_000,
}


@dataclass(frozen=True)
class Delay:
    """How long an event that failed waits before it is tried again."""

    name: str
    seconds: int


DELAYS = (Delay("1s", 1), Delay("10s", 10), Delay("1min", 60), Delay("10min", 600))


def direct(service: str) -> str:
    """The exchange that reaches any one queue of the service by the queue's name."""
    return f"{service}.direct"


def retry(service: str, delay: Delay) -> str:
    """The exchange, and the queue, where events of the service wait for `delay`."""
    return f"{service}.retry.{delay.name}"


def dead(service: str) -> str:
    """The queue of the events that the service has given up."""
    return f"{service}.dead"


class Topology:
    """Declares; what is there already and alike is left alone, so that it may run at every deployment."""

    def __init__(self, connection: pika.BlockingConnection) -> None:
        self._connection = connection
        self._channel: Any = connection.channel()

    def declare_shared(self) -> None:
        """The exchanges and the stream that all services share; a user who may not make them may find them made."""
        try:
            self._exchange(EVENTS, "topic")
            self._exchange(RPC, "topic")
            self._queue(EVENT_LOG, _STREAM)
            self._channel.queue_bind(EVENT_LOG, EVENTS, "#")
        except ChannelClosedByBroker as error:
            self._channel = self._connection.channel()
            if error.reply_code != _REFUSED:
                raise
            self._expect_shared()

    def _expect_shared(self) -> None:
        for exchange in (EVENTS, RPC):
            self._channel.exchange_declare(exchange, passive=True)
        self._channel.queue_declare(EVENT_LOG, passive=True)

    def declare_service(self, app: App) -> None:
        """The service's queues, and a binding for each event that one of its reactions takes."""
        self._exchange(direct(app.name), "direct")
        self._queue(dead(app.name), {"x-queue-type": "quorum", "x-delivery-limit": _UNLIMITED})
        self._channel.queue_bind(dead(app.name), direct(app.name), dead(app.name))
        for delay in DELAYS:
            self._declare_delay(app.name, delay)
        for reaction in app.reactions.values():
            self.declare_reaction(app.name, reaction.queue, reaction.routing_keys)

    def retire(self, service: str, reaction: str) -> int:
        """Delete the queue of a reaction that is no more. Gives how many events it held, which nobody could handle.

        Raises StillConsumed while a process of an older version takes from it.
        """
        queue = f"{service}.{reaction}"
        try:
            state = self._channel.queue_declare(queue, passive=True).method
        except ChannelClosedByBroker as error:
            self._channel = self._connection.channel()
            if error.reply_code != _NOT_FOUND:
                raise
            return 0
        if state.consumer_count:
            raise StillConsumed(f"{queue} has {state.consumer_count} consumers")
        self._channel.queue_delete(queue)
        return int(state.message_count)

    def _declare_delay(self, service: str, delay: Delay) -> None:
        name = retry(service, delay)
        self._exchange(name, "fanout")
        arguments = {
            "x-queue-type": "quorum",
            "x-message-ttl": delay.seconds * 1000,
            "x-dead-letter-exchange": direct(service),
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        }
        self._queue(name, arguments)
        self._channel.queue_bind(name, name)

    def declare_reaction(self, service: str, queue: str, keys: Sequence[str]) -> None:
        """A reaction's queue, bound to its events, and no more to their earlier versions."""
        arguments = {
            "x-queue-type": "quorum",
            "x-delivery-limit": _DELIVERIES,
            "x-dead-letter-exchange": direct(service),
            "x-dead-letter-routing-key": dead(service),
        }
        self._queue(queue, arguments)
        self._channel.queue_bind(queue, direct(service), queue)
        for key in keys:
            self._channel.queue_bind(queue, EVENTS, key)
        for old in sorted({old for key in keys for old in earlier_versions(key)} - set(keys)):
            self._channel.queue_unbind(queue, EVENTS, old)

    def _exchange(self, name: str, kind: str) -> None:
        self._declared(name, lambda: self._channel.exchange_declare(name, kind, durable=True))

    def _queue(self, name: str, arguments: dict[str, Any]) -> None:
        self._declared(name, lambda: self._channel.queue_declare(name, durable=True, arguments=arguments))

    def _declared(self, name: str, declare: Callable[[], Any]) -> None:
        try:
            declare()
        except ChannelClosedByBroker as error:
            if error.reply_code != _DIFFERS:
                raise
            self._channel = self._connection.channel()
            raise TopologyDiffers(f"{name} exists and is another: {error.reply_text}") from error


class StillConsumed(Exception):
    """A queue that is to go is still in use."""


class TopologyDiffers(Exception):
    """Something of the name exists and is another thing; it has to be emptied and deleted by hand first."""


def earlier_versions(key: str) -> Iterator[str]:
    """`sales.lead.converted.v3` → `….v1`, `….v2`: what a reaction to v3 was bound to before."""
    if found := _VERSIONED.match(key):
        yield from (f"{found['stem']}.v{number}" for number in range(1, int(found["number"])))


def declare(settings: Settings, app: App) -> None:
    """Declare what is shared, then what is the service's own. Raises BrokerAway, TopologyDiffers."""
    with _connected(settings.topology_amqp_url, app.name) as connection:
        _patiently(Topology(connection).declare_shared)
        _patiently(lambda: Topology(connection).declare_service(app))


def _patiently(declare: Callable[[], None]) -> None:
    """A broker that has just started answers before all its queues do."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            declare()
        except ChannelClosedByBroker as error:
            if "inaccessible" not in error.reply_text or time.monotonic() > end:
                raise
            time.sleep(1)
        else:
            return


@contextmanager
def _connected(url: str, service: str) -> Iterator[pika.BlockingConnection]:
    with away_is_said():
        connection = pika.BlockingConnection(parameters(url, f"{service} topology"))
        try:
            yield connection
        finally:
            if connection.is_open:
                connection.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-topology SERVICE… [--retire REACTION]"""
    parser = argparse.ArgumentParser(prog="crm-topology", description="Declare exchanges, the stream and queues.")
    parser.add_argument("services", nargs="+", metavar="SERVICE")
    parser.add_argument("--retire", metavar="REACTION", help="delete the queue of a reaction that is no more")
    options = parser.parse_args(arguments)
    telemetry.configure()
    try:
        for app in map(load_app, options.services):
            _retire(app, options.retire) if options.retire else _declare(app)
    except (SettingError, BrokerAway, TopologyDiffers, StillConsumed) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
    return 0


def _declare(app: App) -> None:
    declare(Settings.from_env(app.name), app)
    log.info("topology declared", service=app.name, reactions=len(app.reactions))


def _retire(app: App, reaction: str) -> None:
    if reaction in app.reactions:
        raise StillConsumed(f"{app.name} still has the reaction {reaction}")
    with _connected(Settings.from_env(app.name).amqp_url, app.name) as connection:
        events = Topology(connection).retire(app.name, reaction)
    log.info("queue retired", service=app.name, reaction=reaction, events=events)


if __name__ == "__main__":
    raise SystemExit(main())
