"""Starting and watching processes that outlive the one that started them."""

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

# The shell answers with the number of what it left running, and the new parent of that is init.
_LEAVE_RUNNING = 'log=$1; shift; "$@" >>"$log" 2>&1 </dev/null & echo $!'


def launch(
    command: Sequence[str | Path],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    account: str | None = None,
) -> int:
    """Start a process in a session of its own, as `account` where given, and return its number."""
    shell = ["/bin/sh", "-c", _LEAVE_RUNNING, "sh", log, *command]
    answer = run(shell, environment=environment, account=account)
    answer.check_returncode()
    return int(answer.stdout)


def run(
    command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None, account: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end in a session of its own, as `account` where given."""
    return subprocess.run(  # noqa: S603 - a list of arguments, no shell
        [str(part) for part in command],
        cwd="/",
        env=None if environment is None else dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        user=account,
        group=None if account is None else pwd.getpwnam(account).pw_gid,
        extra_groups=None if account is None else [],
    )


def started_at(pid: int) -> str | None:
    """When a process started, in clock ticks since boot, or None where it does not run.

    Together with the number it names one process for good, because numbers are used again.
    """
    fields = _stat(pid)
    return None if fields is None or fields[0] == "Z" else fields[19]


def is_zombie(pid: int) -> bool:
    """Whether the process has ended and only its parent has not noticed."""
    fields = _stat(pid)
    return fields is not None and fields[0] == "Z"


def descendants(pid: int) -> list[int]:
    """The process and everything below it, the oldest first."""
    children: dict[int, list[int]] = {}
    for other, parent in _parents():
        children.setdefault(parent, []).append(other)
    found = [pid]
    for one in found:
        found.extend(children.get(one, ()))
    return found


def signal_all(pids: Sequence[int], number: signal.Signals) -> None:
    """Send a signal to each process that is still there."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def wait_until(condition: Callable[[], bool], seconds: float, every: float = 0.05) -> bool:
    """Whether the condition came true within so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat from the state on; the name before it may hold blanks and brackets."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))) is not None:
            yield int(entry.name), int(fields[1])
