"""The two lanes of the outbox: what somebody waits for, and what jobs write by the thousand."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Lane:
    """How many of a lane's events the relay may publish at once.

    `most` is that number as long as there are processors enough. While they are short it is what `rate`, events a second, allows:
    a bucket that holds half a second's worth, so that what comes alone never waits. What has waited for `patience` seconds goes
    all the same.
    """

    name: str
    is_bulk: bool
    most: int
    rate: int
    patience: float
    clock: Callable[[], float] = time.monotonic
    _held: float = field(init=False)
    _at: float = field(init=False)

    def __post_init__(self) -> None:
        self._held, self._at = self._size, self.clock()

    def room(self, is_short: bool) -> int:
        """How many events may go now."""
        return min(self.most, int(self._fill())) if is_short else self.most

    def note(self, published: int) -> None:
        """So many went, whether there was room or not."""
        self._held = max(0.0, self._fill() - published)

    @property
    def _size(self) -> float:
        return max(1.0, self.rate / 2)

    def _fill(self) -> float:
        now = self.clock()
        self._held = min(self._size, self._held + (now - self._at) * self.rate)
        self._at = now
        return self._held
