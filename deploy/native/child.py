"""One supervised process: started, watched, and started again when it dies."""

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from crm_kit.private_servers.processes import descendants, signal_all, started_at
from native.logs import open_log, say
from native.places import ROOT
from native.plan import Process

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0
_SETTLED_SECONDS = 30.0


class Child:
    """Runs one process of the plan in a thread of its own until asked to end."""

    def __init__(self, process: Process, log: Path) -> None:
        self.process = process
        self.restarts = 0
        self._log = log
        self._running: subprocess.Popen[bytes] | None = None
        self._since = time.time()
        self._ending = threading.Event()
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._keep_running, name=process.name, daemon=True)

    @property
    def is_kept(self) -> bool:
        """Whether nobody asked it to end."""
        return not self._ending.is_set()

    def start(self) -> None:
        self._thread.start()

    def ask_to_end(self) -> None:
        """Send SIGTERM; nothing is started again."""
        with self._guard:
            self._ending.set()
            if self._running is not None:
                self._running.terminate()

    def end_by(self, deadline: float) -> None:
        """Wait until that moment of the monotonic clock, then kill the process and all it started."""
        self._thread.join(max(0.0, deadline - time.monotonic()))
        if self._thread.is_alive() and self._running is not None:
            say(f"{self.process.name} did not end in time and is killed")
            signal_all(descendants(self._running.pid), signal.SIGKILL)
            self._thread.join(5)

    def report(self) -> dict[str, Any]:
        """What the status table shows."""
        running = self._running
        pid = running.pid if running is not None and running.returncode is None else None
        return {
            "name": self.process.name,
            "digest": self.process.digest,
            "pid": pid,
            "started": started_at(pid) if pid else None,
            "since": self._since,
            "restarts": self.restarts,
        }

    def _keep_running(self) -> None:
        pause = _FIRST_PAUSE
        while not self._ending.is_set():
            outcome = self._run_once()
            if self._ending.is_set():
                return
            pause = _FIRST_PAUSE if time.time() - self._since > _SETTLED_SECONDS else pause
            say(f"{self.process.name} ended: {outcome}; it starts again in {pause:g} s")
            self._ending.wait(pause)
            self.restarts += 1
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _run_once(self) -> str:
        """Run until the process ends, and say how it ended."""
        try:
            running = self._launch()
        except OSError as error:
            return str(error)
        return "not started" if running is None else f"exit code {_wait(running)}"

    def _launch(self) -> subprocess.Popen[bytes] | None:
        with self._guard, open_log(self._log) as log:
            if self._ending.is_set():
                return None
            self._since = time.time()
            self._running = subprocess.Popen(
                self.process.command,
                cwd=ROOT,
                env=self.process.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            return self._running


def _wait(running: subprocess.Popen[bytes]) -> int:
    code = running.wait()
    # A killed parent's workers would keep its port.
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    return code
