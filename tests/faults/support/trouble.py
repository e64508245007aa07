"""Harm that is done to a running system on purpose, a bounded number of times."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from crm_kit.private_servers import PrivateServers
from crm_kit.testing.system import System, eventually

Trouble = Callable[[System], None]


def killing(process: str, times: int, every: float) -> Trouble:
    """SIGKILL to a process of the plan, so many times, each time after it has worked a while."""

    def kill(system: System) -> None:
        for _ in range(times):
            time.sleep(every)
            pid = eventually(lambda: entry_of(system, process)["pid"], within=30)
            with suppress(ProcessLookupError):  # the last one is not written down as dead yet
                os.kill(pid, signal.SIGKILL)

    return kill


def broker_away(seconds: float) -> Trouble:
    """The broker is killed, and killed again whenever it was started, for so long."""

    def keep_away(system: System) -> None:
        time.sleep(0.5)
        broker = PrivateServers.below(system.directory).rabbitmq
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            broker.kill()
            time.sleep(0.05)

    return keep_away


def entry_of(system: System, process: str) -> dict[str, Any]:
    """What the supervisor says of a process."""
    record = json.loads((system.directory / "supervisor.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = next(one for one in record["processes"] if one["name"] == process)
    return found
