"""Events of one reaction that wait in a process: handed to a worker as many at once as are there when their turn comes."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pika.channel import Channel

from crm_kit.deliveries import Delivery
from crm_kit.jobs import Jobs

# A reaction that took a batch rests this many times as long as the batch took, and never longer than that.
REST_TIMES = 3
LONGEST_REST_SECONDS = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A delivery with the tag that the broker knows it by."""

    tag: int
    delivery: Delivery
    is_suspect: bool = False


class Soon(Protocol):
    """The broker's thread, as others see it."""

    def soon(self, act: Callable[[], None]) -> None:
        """Have the broker's thread do something; any thread may ask."""

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Have it done after so many seconds; asked by the broker's thread itself."""


Run = Callable[["Batches", Sequence[Waiting]], None]


class Batches:
    """What one channel delivers. What comes alone is applied at once; there is one batch of a reaction at a time, and after it the
    reaction rests for some times as long as it took, unless a batch is full: on a busy machine it finds several events then, not
    one, for a transaction costs more than an event does.

    What the broker delivers again may have killed a process, with all that was on its way to it. It is applied alone, in no
    certain order, so that in the end only the culprit is left.
    """

    def __init__(self, channel: Channel, most: int, jobs: Jobs, line: Soon, run: Run) -> None:
        self.channel = channel
        self.unsettled = Unsettled(channel)
        self._most, self._jobs, self._line, self._run = most, jobs, line, run
        self._waiting: list[Waiting] = []
        self._lock = threading.Lock()
        self._is_running = self._is_resting = False
        self._rests_until = 0.0

    def add(self, waiting: Waiting) -> None:
        """Have it applied soon. Called by the broker's thread."""
        self.unsettled.add(waiting.tag)
        with self._lock:
            self._waiting.append(waiting)
        self._go_on()

    def _go_on(self) -> None:
        """Begin a batch, or see to it that one is begun after the rest. Called by the broker's thread."""
        left = self._rests_until - time.monotonic()
        if self._is_running or not self._waiting:
            return
        if left <= 0 or len(self._waiting) >= self._most:
            self._is_running = True
            self._jobs.add_event(self._next)
        elif not self._is_resting:
            self._is_resting = True
            self._line.later(left, self._rested)

    def _rested(self) -> None:
        self._is_resting = False
        self._go_on()

    def _next(self) -> None:
        began = time.monotonic()
        try:
            self._run(self, self._taken())
        finally:
            took = time.monotonic() - began
            self._rests_until = began + took + min(REST_TIMES * took, LONGEST_REST_SECONDS)
            self._line.soon(self._ended)

    def _ended(self) -> None:
        self._is_running = False
        self._go_on()

    def _taken(self) -> Sequence[Waiting]:
        with self._lock:
            suspects = [each for each in self._waiting if each.is_suspect]
            taken = [random.choice(suspects)] if suspects else self._waiting[: self._most]  # noqa: S311 - no secret
            self._waiting = [each for each in self._waiting if each is not taken[0]] if suspects else self._waiting[self._most :]
        return taken


class Unsettled:
    """The tags of one channel that the broker waits for; used by the broker's thread alone."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._tags: set[int] = set()

    def add(self, tag: int) -> None:
        self._tags.add(tag)

    def acknowledge(self, tags: Sequence[int]) -> None:
        """Say that these are done with, in one word where none before them is still waited for."""
        self._tags.difference_update(tags)
        if not self._channel.is_open or not tags:
            return
        last = max(tags)
        if all(tag > last for tag in self._tags):
            self._channel.basic_ack(last, multiple=True)
        else:
            for tag in tags:
                self._channel.basic_ack(tag)

    def give_back(self, tag: int) -> None:
        """Have the broker deliver it again."""
        self._tags.discard(tag)
        if self._channel.is_open:
            self._channel.basic_nack(tag, requeue=True)
