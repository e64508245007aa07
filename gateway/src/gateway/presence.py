"""Which services are there: how many consumers their call queues have, asked of the broker at most once a second."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from pika.channel import Channel

FRESH_SECONDS = 1.0
_ABSENT_SECONDS = 0.25
_USED_SECONDS = 15.0
_OVERDUE_SECONDS = 3.0


class Service:
    """What is known of one service."""

    __slots__ = ("asked_at", "consumers", "is_asking", "is_jammed", "known_at", "used_at")

    def __init__(self) -> None:
        self.consumers: int | None = None
        self.asked_at = self.known_at = self.used_at = 0.0
        self.is_asking = self.is_jammed = False


class Presence:
    """Touched by the broker's thread only, but for `consumers` and `is_sure`."""

    def __init__(self, heard: Callable[[str, int], None]) -> None:
        self._heard = heard
        self._services: dict[str, Service] = {}
        self._channel: Channel | None = None
        self._questions: deque[str] = deque()

    def consumers(self, name: str) -> int | None:
        """Consumers of the service's call queue when last asked; None where that is not known."""
        found = self._services.get(name)
        return found.consumers if found else None

    def is_sure(self, name: str, now: float) -> bool:
        """Whether the service is there for all that is known, and asked about all the time because it is in use. Any thread."""
        service = self._services.get(name)
        if service is None or not service.consumers or now - service.known_at > 2 * FRESH_SECONDS:
            return False
        service.used_at = now
        return True

    def use(self, name: str, now: float) -> int | None:
        """The same, for a call that is about to be sent. Old knowledge is asked for again, and does not count against anybody."""
        service = self._services.get(name)
        if service is None:
            service = self._services[name] = Service()
        service.used_at = now
        if now - service.known_at > (FRESH_SECONDS if service.consumers else _ABSENT_SECONDS):
            self._ask(name, service, now)
            return service.consumers or None
        return service.consumers

    def look_around(self, now: float) -> bool:
        """Ask again about the services in use. False where the broker has been silent for too long."""
        for name, service in self._services.items():
            if now - service.used_at < _USED_SECONDS and now - service.asked_at >= FRESH_SECONDS:
                self._ask(name, service, now)
        return not any(service.is_asking and now - service.asked_at > _OVERDUE_SECONDS for service in self._services.values())

    def is_jammed(self, name: str) -> bool:
        """Whether so many calls wait for the service that more would leave no threads to the others. Any thread."""
        service = self._services.get(name)
        return service is not None and service.is_jammed

    def note_jams(self, jammed: Collection[str]) -> None:
        """Which services do not keep up."""
        for name, service in self._services.items():
            service.is_jammed = name in jammed

    def absent(self) -> list[str]:
        """The services that were not there when last asked about."""
        return [name for name, service in self._services.items() if service.consumers == 0]

    def opened(self, channel: Channel) -> None:
        """A channel to ask on; a queue that does not exist closes it."""
        self._channel = channel
        channel.add_on_close_callback(self._closed)
        unanswered, self._questions = self._questions, deque()
        for name in unanswered:
            self._ask(name, self._services[name], time.monotonic())

    def forget(self) -> None:
        """The connection is lost, and with it all that was known."""
        self._channel = None
        self._questions.clear()
        self._services.clear()

    def _ask(self, name: str, service: Service, now: float) -> None:
        if service.is_asking or self._channel is None or not self._channel.is_open:
            return
        service.is_asking, service.asked_at = True, now
        self._questions.append(name)
        self._channel.queue_declare(f"rpc-{name}", passive=True, callback=partial(self._answered, now))

    def _answered(self, asked_at: float, frame: Any) -> None:
        self._note(self._questions.popleft(), asked_at, frame.method.consumer_count)

    def _note(self, name: str, asked_at: float, consumers: int) -> None:
        service = self._services[name]
        service.is_asking, service.known_at, service.consumers = False, asked_at, consumers
        self._heard(name, consumers)

    def _closed(self, channel: Channel, _reason: BaseException) -> None:
        """The queue first asked about does not exist; the other questions are asked again on a new channel."""
        connection: Any = channel.connection
        if channel is not self._channel or not connection.is_open:
            return
        self._channel = None
        absent = self._questions.popleft() if self._questions else None
        for name in self._questions:
            self._services[name].is_asking = False
        connection.channel(on_open_callback=self.opened)
        if absent is not None:
            self._note(absent, self._services[absent].asked_at, 0)
