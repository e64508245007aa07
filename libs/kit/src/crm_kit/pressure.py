"""How short of processors the machine is, as Linux counts it (pressure stall information)."""

import re
import time
from collections.abc import Callable
from pathlib import Path

# Shorter than this the share of time says little: what waits for a processor waits some milliseconds.
_APART_SECONDS = 0.25
# So long nothing must have waited for long before one may say that there are processors enough: load comes and goes.
_CALM_SECONDS = 1.0
_WAITED = re.compile(r"^some .*total=(\d+)", re.MULTILINE)


class Pressure:
    """Whether processors are short: something waited for one in a share of the time of at least `short_from` (0: never mind).

    `path` is the machine's `/proc/pressure/cpu` or a control group's `cpu.pressure`; where there is none they are never short.
    """

    def __init__(self, path: Path, short_from: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._short_from, self._clock = path, short_from, clock
        self._waited, self._at, self._calm_at = self._read(), clock(), 0.0

    def is_short(self) -> bool:
        """Whether processors were short at a look within the last second; looks, where the last one was 0.25 s ago or more."""
        now = self._clock()
        if self._short_from and now - self._at >= _APART_SECONDS:
            waited = self._read()
            if waited - self._waited >= self._short_from * (now - self._at):
                self._calm_at = now + _CALM_SECONDS
            self._waited, self._at = waited, now
        return now < self._calm_at

    def _read(self) -> float:
        """Seconds in which something waited, since the machine began."""
        try:
            found = _WAITED.search(self._path.read_text(encoding="ascii"))
        except OSError:
            return 0.0
        return int(found[1]) / 1_000_000 if found else 0.0
