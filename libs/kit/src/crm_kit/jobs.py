"""Work waiting for a worker: calls, which somebody waits for, and events, which must not starve either."""

import threading
from collections import deque
from collections.abc import Callable

from crm_kit.telemetry import log

Job = Callable[[], None]


class Jobs:
    """Hands jobs to workers. Events have at most `events_at_once` of them, and the first free one while they have none."""

    def __init__(self, events_at_once: int) -> None:
        self._events_at_once = events_at_once
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
                if self._events and (not self._running_events or (not self._calls and self._may_run_event())):
                    self._running_events += 1
                    return True, self._events.popleft()
                if self._calls:
                    return False, self._calls.popleft()
                self._change.wait()
        return None

    def _may_run_event(self) -> bool:
        return self._running_events < self._events_at_once

    def _event_done(self) -> None:
        with self._change:
            self._running_events -= 1
            if self._events:
                self._change.notify()
