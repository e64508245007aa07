"""Processor time of a system by process, which means the same on a busy machine."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm_kit.testing.system import System

SERVERS = ("postgres", "rabbitmq", "redis")
TICKS = os.sysconf("SC_CLK_TCK")
_BACKEND = re.compile(r"postgres: \S+ (\S+) \d")


@dataclass(frozen=True)
class _Process:
    parent: int
    title: str
    seconds: float
    of_ended_children: float


def spent(system: System) -> Counter[str]:
    """Seconds so far: of our processes by their names, of the servers by theirs, of PostgreSQL's sessions by their databases."""
    names, running, total = _names(system.directory), dict(_running()), Counter[str]()
    for pid, process in running.items():
        if name := names.get(pid) or names.get(process.parent):
            total[_of_session(process.title) or name] += process.seconds + (process.of_ended_children if pid in names else 0)
    return total


def told(before: Counter[str], after: Counter[str], pieces: int) -> str:
    """Milliseconds for each piece of work, whoever used most first."""
    used = {name: 1000 * (after[name] - before[name]) / pieces for name in after}
    most = sorted(((each, name) for name, each in used.items() if each >= 0.005), reverse=True)
    return f"{sum(used.values()):.2f} ms: " + ", ".join(f"{name} {each:.2f}" for each, name in most)


def _names(directory: Path) -> dict[int, str]:
    supervised = json.loads((directory / "supervisor.json").read_text(encoding="utf-8"))["processes"]
    servers = {name: json.loads((directory / f"{name}.json").read_text(encoding="utf-8")) for name in SERVERS}
    return {each["pid"]: each["name"] for each in supervised} | {record["pid"]: name for name, record in servers.items()}


def _running() -> Iterator[tuple[int, _Process]]:
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            title = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:  # it has ended meanwhile
            continue
        own, ended = int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])
        yield int(folder.name), _Process(int(fields[1]), title, own / TICKS, ended / TICKS)


def _of_session(title: str) -> str | None:
    """The database that a session of PostgreSQL is connected to."""
    found = _BACKEND.match(title)
    return f"postgres {found[1]}" if found else None
