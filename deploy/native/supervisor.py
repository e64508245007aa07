"""The supervisor: a small process of its own that keeps the plan's processes and the private servers running.

`python -m native.supervisor REVISION`. SIGHUP: read the plan again, start, stop and replace what differs. SIGTERM: end everything.
"""

import fcntl
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from crm_kit.private_servers import PrivateServers
from crm_kit.private_servers.processes import started_at
from native.child import Child
from native.logs import rotate
from native.places import LOGS, RUN, write_private
from native.plan import Plan, Process
from native.watch import watch

RECORD = RUN / "supervisor.json"
_LOCK = RUN / "supervisor.lock"
_TICK_SECONDS = 1.0


class Supervisor:
    """Keeps processes as the plan wants them."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._children: dict[str, Child] = {}
        self._wake = threading.Event()
        self._ending = threading.Event()
        self._plan = Plan.read()
        self._must_read = True

    def run(self) -> None:
        """Work until told to end, then end everything."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._told)
        watch(PrivateServers.below(RUN), self._plan.servers, self._ending)
        while not self._ending.is_set():
            self._tick()
            self._wake.wait(_TICK_SECONDS)
            self._wake.clear()
        self._stop(self._children.values())
        self._report()

    def _told(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGHUP:
            self._must_read = True
        else:
            self._ending.set()
        self._wake.set()

    def _tick(self) -> None:
        if self._must_read:
            self._must_read = False
            self._plan = Plan.read()
            self._follow(self._plan.processes)
        rotate(LOGS)
        self._report()

    def _follow(self, wanted: list[Process]) -> None:
        digests = {process.name: process.digest for process in wanted}
        self._stop([child for name, child in self._children.items() if digests.get(name) != child.process.digest])
        self._children = {name: child for name, child in self._children.items() if child.is_kept}
        for process in wanted:
            if process.name not in self._children:
                self._children[process.name] = Child(process, LOGS / f"{process.name}.log")
                self._children[process.name].start()

    def _stop(self, children: Iterable[Child]) -> None:
        leaving = list(children)
        for child in leaving:
            child.ask_to_end()
        deadline = time.monotonic() + self._plan.stop_seconds
        for child in leaving:
            child.end_by(deadline)

    def _report(self) -> None:
        """Write down what runs, so that other commands can show it and, should we die, clean up after us."""
        processes = [child.report() for child in self._children.values()]
        own = {"pid": os.getpid(), "started": started_at(os.getpid()), "revision": self._revision}
        write_private(RECORD, own | {"processes": processes})


def main(revision: str) -> int:
    RUN.mkdir(parents=True, exist_ok=True)
    LOGS.mkdir(exist_ok=True)
    with Path(_LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("another supervisor runs already\n")
            return 1
        Supervisor(revision).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
