"""Progress on the terminal: one line per kind of record, rewritten where the output is a terminal."""

import sys
import threading
import time


class Progress:
    """Counts one kind of record up to its total."""

    def __init__(self, what: str, total: int):
        self._what, self._total = what, total
        self._done, self._shown_at = 0, 0.0
        self._guard = threading.Lock()
        self._since = time.monotonic()

    def step(self) -> None:
        """One more is there."""
        with self._guard:
            self._done += 1
            if sys.stdout.isatty() and time.monotonic() - self._shown_at > 0.1:
                self._shown_at = time.monotonic()
                self._show("\r")

    def end(self) -> None:
        self._show("\n")

    def _show(self, end: str) -> None:
        start = "\r" if sys.stdout.isatty() else ""
        seconds = time.monotonic() - self._since
        sys.stdout.write(f"{start}  {self._what:<14}{self._done:>5} of {self._total:<5}{seconds:6.1f} s{end}")
        sys.stdout.flush()
