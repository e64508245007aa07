"""Events of one reaction that wait in a process: handed to a worker as many at once as are there when it is free."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pika.channel import Channel

from crm_kit.deliveries import Delivery
from crm_kit.jobs import Job


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A delivery with the tag that the broker knows it by."""

    tag: int
    delivery: Delivery
    is_suspect: bool = False


class Batches:
    """What one channel delivers; nothing waits for a batch to fill, and there is one batch of a reaction at a time.

    What the broker delivers again may have killed a process, with all that was on its way to it. It is applied alone, in no
    certain order, so that in the end only the culprit is left.
    """

    def __init__(
        self, channel: Channel, most: int, add_job: Callable[[Job], None], run: Callable[[Batches, Sequence[Waiting]], None]
    ) -> None:  # fmt: skip
        self.channel = channel
        self.unsettled = Unsettled(channel)
        self._most, self._add_job, self._run = most, add_job, run
        self._waiting: list[Waiting] = []
        self._is_due = False
        self._lock = threading.Lock()

    def add(self, waiting: Waiting) -> None:
        """Have it applied soon. Called by the broker's thread."""
        self.unsettled.add(waiting.tag)
        with self._lock:
            self._waiting.append(waiting)
            is_first, self._is_due = not self._is_due, True
        if is_first:
            self._add_job(self._next)

    def _next(self) -> None:
        try:
            self._run(self, self._taken())
        finally:
            with self._lock:
                self._is_due = bool(self._waiting)
            if self._is_due:
                self._add_job(self._next)

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
