"""The two lanes of the outbox: what somebody waits for, and what jobs write by the thousand."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

# What may go at once while processors are short, after a rest; half of it is worth a round.
AT_ONCE = 100


@dataclass
class Lane:
    """How many of a lane's events the relay may publish at once.

    `most` is that number as long as there are processors enough. While they are short it is what `rate`, events a second, allows: a
    bucket that holds AT_ONCE, so that what comes alone never waits, and that is emptied when it is half full, for many at once cost
    their readers less than many one by one. What has waited for `patience` seconds goes all the same.
    """

    name: str
    is_bulk: bool
    most: int
    rate: int
    patience: float
    clock: Callable[[], float] = time.monotonic
    _held: float = AT_ONCE
    _at: float = field(init=False)

    def __post_init__(self) -> None:
        self._at = self.clock()

    def room(self, is_short: bool) -> int:
        """How many events may go now."""
        held = self._fill()
        if not is_short:
            return self.most
        return min(self.most, int(held)) if held >= AT_ONCE / 2 else 0

    def note(self, published: int) -> None:
        """So many went, whether there was room or not."""
        self._held = max(0.0, self._fill() - published)

    def _fill(self) -> float:
        now = self.clock()
        self._held = min(AT_ONCE, self._held + (now - self._at) * self.rate)
        self._at = now
        return self._held
