"""The stream of all events: an integrator's client for it, and crm-events to watch it and to replay from it.

for event in EventStream("amqp://reader:…@broker/", start=kept_offset + 1, types=["sales.lead.*"]):
    take(event.envelope)
    keep(event.offset)
"""

import argparse
import datetime as dt
import itertools
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import orjson
import pika
from pika.exceptions import AMQPError, ChannelClosedByBroker

from crm_kit.broker import (
    EVENT_LOG,
    BrokerAway,
    Outgoing,
    Publisher,
    Receipt,
    back_off,
    blocking_channel,
    describe,
    event_properties,
    parameters,
)
from crm_kit.settings import SettingError, Settings

__all__ = ["BrokerAway", "EventStream", "Start", "StreamEvent", "main", "replay"]

Start = int | dt.datetime | str

_ACCESS_REFUSED = 403
_PREFETCH = 500
_ACKNOWLEDGE_EVERY = 100
_LOOK_SECONDS = 0.5
_BATCH = 100
# A replay must not stand in the way of what happens now.
_MOST_WAITING = 300


@dataclass(frozen=True)
class StreamEvent:
    """One event and its place in the stream; the place only grows and stays the same for ever."""

    offset: int
    envelope: dict[str, Any]


class EventStream:
    """Iterates over events as they come, from `start`, for ever; over lost connections, without gap or repetition.

    `start` is an offset, a time (events before it are left out), "first", or "next" for those still to come. `types`
    are patterns of event types, `sales.lead.*`; none means all. With `quiet_seconds` the iteration ends when nothing
    has come for so long.
    """

    def __init__(
        self, amqp_url: str, *, start: Start = "next", types: Sequence[str] = (), quiet_seconds: float | None = None
    ) -> None:
        self._parameters = parameters(amqp_url, "event stream")
        self._start, self._types, self._quiet_seconds = start, tuple(types), quiet_seconds
        self._since = start if isinstance(start, dt.datetime) else None
        self._last_came = time.monotonic()
        self._was_connected = False

    def __iter__(self) -> Iterator[StreamEvent]:
        """Events in the order of the stream. Raises BrokerAway where there was none to begin with, or it refuses."""
        self._last_came = time.monotonic()
        for attempt in itertools.count():
            try:
                yield from self._connected()
                return
            except (AMQPError, OSError) as error:
                if not self._was_connected or _is_refusal(error):
                    raise BrokerAway(describe(error)) from error
                time.sleep(back_off(attempt))

    def _connected(self) -> Iterator[StreamEvent]:
        connection = pika.BlockingConnection(self._parameters)
        self._was_connected = True
        try:
            yield from self._read(connection.channel())
        finally:
            with suppress(AMQPError, OSError):
                connection.close()

    def _read(self, channel: Any) -> Iterator[StreamEvent]:
        channel.basic_qos(prefetch_count=_PREFETCH)
        arguments = {"x-stream-offset": self._start}
        if self._start == "next":
            # What comes while a connection is lost would otherwise be passed by.
            self._start = dt.datetime.now(dt.UTC)
        for method, properties, body in channel.consume(EVENT_LOG, inactivity_timeout=_LOOK_SECONDS, arguments=arguments):
            if method is None:
                if self._is_quiet():
                    return
                continue
            offset = int(properties.headers["x-stream-offset"])
            if self._is_wanted(offset, properties.type or ""):
                yield from self._event(offset, body)
            self._start, self._last_came = offset + 1, time.monotonic()
            if method.delivery_tag % _ACKNOWLEDGE_EVERY == 0:
                channel.basic_ack(method.delivery_tag, multiple=True)

    def _is_quiet(self) -> bool:
        return self._quiet_seconds is not None and time.monotonic() - self._last_came >= self._quiet_seconds

    def _is_wanted(self, offset: int, event_type: str) -> bool:
        # The broker begins with the whole chunk that holds the offset.
        if isinstance(self._start, int) and offset < self._start:
            return False
        return not self._types or any(fnmatchcase(event_type, pattern) for pattern in self._types)

    def _event(self, offset: int, body: bytes) -> Iterator[StreamEvent]:
        """Nothing where the message is no event: whoever reads cannot mend that."""
        try:
            envelope = orjson.loads(body)
            is_early = self._since is not None and dt.datetime.fromisoformat(envelope["time"]) < self._since
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            return
        if not is_early:
            yield StreamEvent(offset, envelope)


def _is_refusal(error: BaseException) -> bool:
    """The broker does not let this user read the stream, and will not however often it is asked."""
    return isinstance(error, ChannelClosedByBroker) and error.reply_code == _ACCESS_REFUSED


def replay(amqp_url: str, stream: EventStream, queue: str, until: dt.datetime) -> int:
    """Send what the stream gives, up to `until`, to one queue; waits while that queue is full. Gives how many.

    Each keeps its id, so a reader that has applied it already does nothing.
    """
    sent = 0
    publisher = Publisher(amqp_url, "event replay")
    with blocking_channel(amqp_url, "event replay") as channel:
        for batch in _batches(_up_to(until, stream)):
            while channel.queue_declare(queue, passive=True).method.message_count > _MOST_WAITING:
                time.sleep(0.1)
            sent += _send(publisher, queue, batch)
    publisher.close()
    return sent


def _up_to(until: dt.datetime, stream: EventStream) -> Iterator[dict[str, Any]]:
    for event in stream:
        if dt.datetime.fromisoformat(event.envelope["time"]) > until:
            return
        yield event.envelope


def _batches(envelopes: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(itertools.islice(envelopes, _BATCH)):
        yield batch


def _send(publisher: Publisher, queue: str, envelopes: list[dict[str, Any]]) -> int:
    messages = [Outgoing("", queue, orjson.dumps(each), _properties(each)) for each in envelopes]
    receipts = publisher.publish(messages)
    if any(receipt is not Receipt.CONFIRMED for receipt in receipts):
        raise BrokerAway(f"{queue} did not take every event; the replay may be repeated")
    return len(messages)


def _properties(envelope: dict[str, Any]) -> pika.BasicProperties:
    source = str(envelope.get("source", "")).rpartition("/")[2]
    return event_properties(str(envelope["id"]), str(envelope["type"]), source)


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-events tail|replay [--from …] [--until …] [--type …] [--to-queue …]"""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        url = Settings.from_env("events").amqp_url
        return _tail(url, options) if options.action == "tail" else _replay(url, options)
    except (SettingError, BrokerAway) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="crm-events", description="Watch the events, or replay them from the stream.")
    parser.add_argument("action", choices=["tail", "replay"])
    parser.add_argument("--from", dest="start", type=_start, help="a time (ISO 8601), an offset, first, or next")
    parser.add_argument("--until", type=_time, help="the time to end a replay at (now)")
    parser.add_argument("--type", action="append", default=[], help="pattern of event types, sales.lead.*; repeatable")
    parser.add_argument("--to-queue", help="replay into this queue; without it events are printed")
    return parser


def _start(text: str) -> Start:
    if text in ("first", "next"):
        return text
    return int(text) if text.isdecimal() else _time(text)


def _time(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time; 2026-11-21T12:00:00Z is one") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _tail(url: str, options: argparse.Namespace) -> int:
    start = "next" if options.start is None else options.start
    for event in EventStream(url, start=start, types=options.type):
        _print({"offset": event.offset, **event.envelope})
    return 0


def _replay(url: str, options: argparse.Namespace) -> int:
    until = options.until or dt.datetime.now(dt.UTC)
    start = "first" if options.start is None else options.start
    stream = EventStream(url, start=start, types=options.type, quiet_seconds=3)
    if options.to_queue:
        print(f"{replay(url, stream, options.to_queue, until)} events sent to {options.to_queue}")
        return 0
    for envelope in _up_to(until, stream):
        _print(envelope)
    return 0


def _print(document: dict[str, Any]) -> None:
    sys.stdout.write(orjson.dumps(document).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
