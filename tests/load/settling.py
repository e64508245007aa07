"""When nothing follows any more from what was asked of a system."""

from __future__ import annotations

import time

from data import connect
from spent import spent

from crm_kit.testing.system import System

SERVICES = ("customers", "sales", "inventory", "marketing", "service_desk", "identity")
IDLE_CORES = 0.6
LOOK_SECONDS = 0.5
LOOKS = 2
PATIENCE_SECONDS = 180.0


def settle(system: System) -> float:
    """Wait until every event is published and the system does as good as nothing for a second; the seconds before that second."""
    began, quiet, last = time.perf_counter(), 0, spent(system)
    while quiet < LOOKS:
        time.sleep(LOOK_SECONDS)
        now = spent(system)
        is_idle = sum((now - last).values()) < IDLE_CORES * LOOK_SECONDS
        quiet, last = (quiet + 1 if is_idle and _all_published(system) else 0), now
        if time.perf_counter() - began > PATIENCE_SECONDS:
            raise TimeoutError("The system does not come to rest")
    return max(0.0, time.perf_counter() - began - LOOKS * LOOK_SECONDS)


def _all_published(system: System) -> bool:
    return not any(_waiting(system, service) for service in SERVICES)


def _waiting(system: System, service: str) -> bool:
    with connect(system, service) as connection:
        return bool(connection.execute("SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 1").fetchall())
