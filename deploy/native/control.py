"""Talking with the supervisor from the outside: by its record on disk and by signals."""

import signal
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from crm_kit.private_servers.processes import descendants, launch, signal_all, started_at, wait_until
from native.installation import fingerprint
from native.logs import last_lines
from native.places import LOGS, ROOT, RUN, read_json
from native.plan import STOP_SECONDS, Plan, Process
from native.supervisor import RECORD

_READY_SECONDS = 90.0
_HOPELESS_RESTARTS = 4
_LINES_SHOWN = 10
_LOG = LOGS / "supervisor.log"
# The machine's proxy settings are not for 127.0.0.1.
_DIRECTLY = build_opener(ProxyHandler({}))


class NotReady(Exception):
    """Processes did not become ready; the text names them and ends with their last lines."""


def record() -> dict[str, Any]:
    """What the supervisor last wrote down; empty where there never was one."""
    found: dict[str, Any] = read_json(RECORD, {})
    return found


def is_alive(entry: dict[str, Any]) -> bool:
    """Whether the process that an entry names still is that process."""
    pid, started = entry.get("pid"), entry.get("started")
    return bool(pid and started and started_at(pid) == started)


def is_running() -> bool:
    return is_alive(record())


def follow(plan: Plan) -> None:
    """Make the supervisor follow this plan, starting it where it does not run or is of another version."""
    plan.write()
    revision = fingerprint([ROOT / "deploy/native", ROOT / "libs/kit/src/crm_kit/private_servers"])
    revision = "-".join([revision, *plan.servers])
    if is_running() and record()["revision"] != revision:
        end()
    if is_running():
        signal_all([record()["pid"]], signal.SIGHUP)
    else:
        end_leftovers()
        _start(revision)


def end() -> None:
    """End the supervisor with everything it runs."""
    if is_running():
        pid = record()["pid"]
        signal_all([pid], signal.SIGTERM)
        if not wait_until(lambda: not is_running(), 2 * STOP_SECONDS):
            signal_all([pid], signal.SIGKILL)
            wait_until(lambda: not is_running(), 5)
    end_leftovers()
    RECORD.unlink(missing_ok=True)


def wait_until_ready(plan: Plan, besides: Collection[str] = ()) -> None:
    """Return when exactly the plan's processes run, in this version, and say they are ready; those in `besides` need not say so.

    Raises NotReady when that takes too long, and at once when one of them does nothing but die.
    """
    names = {process.name for process in plan.processes}
    waiting = [process for process in plan.processes if process.name not in besides]

    def is_decided() -> bool:
        waiting[:] = [process for process in waiting if not is_ready(process)]
        is_complete = not waiting and all(entry["name"] in names for entry in record()["processes"])
        return is_complete or any(map(_keeps_dying, waiting))

    if not wait_until(is_decided, _READY_SECONDS, every=0.1) or waiting:
        raise NotReady("\n".join(map(_complaint, waiting)))


def is_ready(process: Process) -> bool:
    """Whether this very process runs and answers its readiness address with 200."""
    entry = _entry(process)
    return is_alive(entry) and answers(process.ready_url)


def _entry(process: Process) -> dict[str, Any]:
    """What the supervisor says of this very process; empty where it runs an earlier version of it."""
    entries = {entry["digest"]: entry for entry in record().get("processes", [])}
    found: dict[str, Any] = entries.get(process.digest, {})
    return found


def _keeps_dying(process: Process) -> bool:
    return int(_entry(process).get("restarts", 0)) >= _HOPELESS_RESTARTS


def answers(url: str) -> bool:
    """Whether a GET gives 200 within two seconds."""
    with suppress(URLError, OSError), _DIRECTLY.open(url, timeout=2) as answer:
        return bool(answer.status == 200)
    return False


def _start(revision: str) -> None:
    LOGS.mkdir(parents=True, exist_ok=True)
    _LOG.touch(mode=0o600)
    environment = {"PYTHONPATH": str(ROOT / "deploy"), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    environment["CRM_RUN_DIRECTORY"] = str(RUN)
    launch([sys.executable, "-m", "native.supervisor", revision], log=_LOG, environment=environment)
    if not wait_until(is_running, 10):
        raise NotReady(f"the supervisor does not start:\n{last_lines(_LOG)}")


def end_leftovers() -> None:
    """End what a supervisor that was killed has left behind."""
    if is_running():
        return
    left = [entry for entry in record().get("processes", []) if is_alive(entry)]
    families = [pid for entry in left for pid in descendants(entry["pid"])]
    signal_all(families, signal.SIGTERM)
    if not wait_until(_gone(left), STOP_SECONDS):
        signal_all(families, signal.SIGKILL)


def _gone(entries: list[dict[str, Any]]) -> Callable[[], bool]:
    return lambda: not any(is_alive(entry) for entry in entries)


def _complaint(process: Process) -> str:
    end = last_lines(LOGS / f"{process.name}.log", _LINES_SHOWN)
    return f"{process.name} is not ready ({process.ready_url}); its log ends with\n{end}"
