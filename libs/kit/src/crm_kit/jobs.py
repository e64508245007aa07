"""Who works next: calls, which somebody waits for, or events, which must not fall behind either.

Events go first, as long as they have no more than their share of the workers; calls may have all the rest.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from crm_kit.telemetry import log

Job = Callable[[], None]


def share_of_events(workers: int, only: str | None) -> int:
    """How many of so many workers events may have at once in a process that serves both kinds, or only one."""
    return workers if only == "reactions" else max(1, workers // 2)


def prefetch_of_events(workers: int) -> int:
    """How many events of one reaction to take at once: one reaction, however slow, leaves workers to the others."""
    return max(1, workers // 2 - 1)


class Jobs:
    """Hands jobs to worker threads."""

    def __init__(self, for_events: int) -> None:
        self._for_events = for_events
        self._calls: deque[Job] = deque()
        self._events: deque[Job] = deque()
        self._running_events = 0
        self._is_closed = False
        self._change = threading.Condition(threading.Lock())

    def add_call(self, job: Job) -> None:
        """Have a call answered by the next free worker."""
        with self._change:
            self._calls.append(job)
            self._change.notify()

    def add_event(self, job: Job) -> None:
        """Have an event handled as soon as the events' share of workers allows."""
        with self._change:
            self._events.append(job)
            self._change.notify()

    def close(self) -> None:
        """Drop what no worker has begun and send the workers home; nothing added later is run."""
        with self._change:
            self._is_closed = True
            self._change.notify_all()

    def work(self) -> None:
        """Run jobs, one after the other, until the jobs are closed. A worker's whole life."""
        while (job := self._next()) is not None:
            is_event, run = job
            try:
                run()
            except Exception:
                log.exception("job failed")
            if is_event:
                self._event_done()

    def _next(self) -> tuple[bool, Job] | None:
        with self._change:
            while not self._is_closed:
                if self._events and self._running_events < self._for_events:
                    self._running_events += 1
                    return True, self._events.popleft()
                if self._calls:
                    return False, self._calls.popleft()
                self._change.wait()
        return None

    def _event_done(self) -> None:
        with self._change:
            self._running_events -= 1
            if self._events:
                self._change.notify()


class Turns:
    """The same order for workers that are made per message, as nameko does: each waits here for its turn."""

    def __init__(self, workers: int, for_events: int) -> None:
        self._free, self._for_events = workers, for_events
        self._waiting_events = self._running_events = 0
        lock = threading.Lock()
        self._calls, self._events = threading.Condition(lock), threading.Condition(lock)

    @contextmanager
    def call(self) -> Iterator[None]:
        """A call's turn."""
        with self._calls:
            while not self._free or self._is_for_event():
                self._calls.wait()
            self._free -= 1
        try:
            yield
        finally:
            with self._calls:
                self._pass_on()

    @contextmanager
    def event(self) -> Iterator[None]:
        """An event's turn."""
        with self._events:
            self._waiting_events += 1
            while not self._free or self._running_events >= self._for_events:
                self._events.wait()
            self._waiting_events -= 1
            self._running_events += 1
            self._free -= 1
        try:
            yield
        finally:
            with self._events:
                self._running_events -= 1
                self._pass_on()

    def _is_for_event(self) -> bool:
        return bool(self._waiting_events) and self._running_events < self._for_events

    def _pass_on(self) -> None:
        self._free += 1
        (self._events if self._is_for_event() else self._calls).notify()
