"""Log files: one for each process, cut by size, read by `make logs`."""

import os
import shutil
import time
from pathlib import Path
from typing import IO

_LARGEST_BYTES = 10_000_000
_KEPT = 3


def open_log(path: Path) -> IO[bytes]:
    """A log file to append to, readable by its owner only."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "wb")


def rotate(folder: Path, largest: int = _LARGEST_BYTES) -> None:
    """Move what is too long aside. The writers append, so they go on at the beginning of the emptied file."""
    for path in folder.glob("*.log"):
        if path.stat().st_size > largest:
            for number in range(_KEPT, 1, -1):
                _move(_older(path, number - 1), _older(path, number))
            shutil.copy(path, _older(path, 1))
            os.truncate(path, 0)


def say(text: str) -> None:
    """A line in the supervisor's own log, which is its standard output."""
    print(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), text, flush=True)


def last_lines(path: Path, count: int = 20) -> str:
    """The end of a log, for a message."""
    return "\n".join(path.read_text(errors="replace").splitlines()[-count:]) if path.exists() else ""


def _older(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.{number}")


def _move(source: Path, target: Path) -> None:
    if source.exists():
        source.replace(target)
