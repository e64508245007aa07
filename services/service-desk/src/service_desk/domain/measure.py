"""What tickets are measured by: targets, working time, and what makes clocks pause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from crm_contracts.service_desk.service_level_words import Target
from service_desk.domain.working_time import WorkingTime

PAUSING = ("waiting_customer", "waiting_third_party")
PAUSED_CLOCKS = ("next_response", "completed")


@dataclass(frozen=True)
class Measure:
    """A policy with its calendar. Its `paused_clocks` pause while a ticket is in one of the `pausing` statuses."""

    time: WorkingTime
    targets: Sequence[Target]
    pausing: Sequence[str] = PAUSING
    paused_clocks: Sequence[str] = PAUSED_CLOCKS
    warn_percent: int = 75

    def target(self, clock: str, urgency: str, kind: str) -> Target | None:
        """The most particular target that fits; the kind says more than the urgency. None where the clock is not measured."""
        fitting = [
            each for each in self.targets if each.clock == clock and each.urgency in (None, urgency) and each.kind in (None, kind)
        ]
        return max(fitting, key=lambda each: (each.kind is not None, each.urgency is not None), default=None)

    def pauses(self, clock: str, status: str) -> bool:
        return clock in self.paused_clocks and status in self.pausing


def within(target: Target) -> dt.timedelta:
    """The working time that a target gives."""
    return dt.timedelta(seconds=round(float(target.minutes * 60)))
