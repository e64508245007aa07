"""What the relay sees to once a day: that yesterday's history is sealed, by a process of its own that knows more than a relay."""

import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Sequence

from crm_kit.telemetry import log

_LOOK_SECONDS = 60.0


def seal_daily(services: Sequence[str], stop: threading.Event, look_seconds: float = _LOOK_SECONDS) -> None:
    """Run crm-seal for these services whenever another day is over, until told to stop. Several relays at once do no harm.

    Each seal goes to the log, which is to be kept where the database's administrators cannot write.
    """
    sealed: dt.date | None = None
    while not stop.wait(look_seconds):
        today = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
        if today.date() != sealed and _seal(services):
            sealed = today.date()


def _seal(services: Sequence[str]) -> bool:
    """Whether all could be sealed; what could not is tried again at the next look."""
    done = subprocess.run([sys.executable, "-m", "crm_kit.audit", *services], capture_output=True, text=True)  # noqa: S603 - our own
    for line in done.stdout.splitlines():
        service, tenant_id, day, entries, digest = line.split()
        log.info("history sealed", service=service, tenant_id=tenant_id, day=day, entries=int(entries), digest=digest)
    if done.returncode:
        log.error("history not sealed", services=list(services), reason=done.stderr.strip().splitlines()[-1:])
    return done.returncode == 0
