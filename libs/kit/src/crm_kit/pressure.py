"""How short of processors the machine is, as Linux counts it (pressure stall information)."""

import re
import time
from collections.abc import Callable
from pathlib import Path

# Shorter than this the share says little: what waits for a processor waits some milliseconds.
_APART_SECONDS = 0.1
_WAITED = re.compile(r"^some .*total=(\d+)", re.MULTILINE)


class Pressure:
    """The share of time, 0 to 1, in which something waited for a processor: of the time between the last two looks.

    `path` is the machine's `/proc/pressure/cpu` or a control group's `cpu.pressure`; where there is none the share is always 0.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._clock = path, clock
        self._waited, self._at, self._share = self._read(), clock(), 0.0

    def share(self) -> float:
        """The share, after a look where the last one was at least 0.1 s ago."""
        now = self._clock()
        if now - self._at >= _APART_SECONDS:
            waited = self._read()
            self._share = (waited - self._waited) / (now - self._at)
            self._waited, self._at = waited, now
        return self._share

    def _read(self) -> float:
        """Seconds in which something waited, since the machine began."""
        try:
            found = _WAITED.search(self._path.read_text(encoding="ascii"))
        except OSError:
            return 0.0
        return int(found[1]) / 1_000_000 if found else 0.0
