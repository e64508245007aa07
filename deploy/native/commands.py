"""The commands behind make that look at, change or end a running system."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crm_kit.private_servers import PrivateServers
from crm_kit.private_servers.processes import descendants, started_at
from crm_kit.testing.containers import can_be_used
from crm_kit.testing.servers import private_directory, servers
from native.control import answers, end, follow, is_alive, is_running, record, wait_until_ready
from native.installation import SERVER_VARIABLES, services, told
from native.places import IS_USUAL, LOGS, RUN
from native.plan import GATEWAY, IDENTITY, IMPORTS, RELAY, Plan, make_plan, wish_replicas, wish_stopped

_PAGE = os.sysconf("SC_PAGE_SIZE")


class WrongUse(Exception):
    """A command was called with something it cannot do; the text says what it can."""


def down() -> None:
    """End everything that was started here: processes, private servers, and the servers of tests."""
    for directory in _systems_of_tests():
        _command_in(directory, "down")
    end()
    for directory in _server_directories():
        PrivateServers.below(directory).stop()
    sys.stdout.write("everything is stopped\n")


def reset(confirmation: str) -> None:
    """End everything and delete all data of this installation."""
    if confirmation != "yes" and not _agrees():
        raise WrongUse("nothing was deleted")
    for directory in _systems_of_tests():
        _command_in(directory, "reset", "yes")
    down()
    for directory in _server_directories():
        PrivateServers.below(directory).erase()
    named = [variable for variable in SERVER_VARIABLES.values() if told().get(variable)]
    _empty(RUN)
    sys.stdout.write("all data is deleted" + (f", except on the servers named by {', '.join(named)}" if named else "") + "\n")


def status() -> None:
    """Show every process: number, readiness, restarts, age and memory with all it started."""
    rows = [("process", "pid", "ready", "restarts", "up", "memory"), *_process_rows(), *_server_rows()]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    for row in rows:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")


def logs(name: str) -> None:
    """Follow the logs, of one process and its replicas or of all."""
    found = sorted(path for path in LOGS.glob("*.log") if not name or path.name.partition(".")[0] == name)
    if not found:
        raise WrongUse(f"there is no log of {name or 'anything'} yet")
    os.execvp("tail", ["tail", "-n", "50", "-F", *map(str, found)])


def scale(name: str, count: str) -> None:
    """Run so many processes of a service."""
    if name not in {service.name for service in services()} or not count.isdecimal() or int(count) < 1:
        raise WrongUse("make scale S=SERVICE N=NUMBER, at least 1; the gateway's processes are CRM_GATEWAY_WORKERS")
    wish_replicas(name, int(count))
    _apply()


def stop(name: str) -> None:
    """End one part of the system and leave the others running."""
    wish_stopped(_part(name), is_stopped=True)
    _apply()


def start(name: str) -> None:
    """Start a part that was stopped."""
    wish_stopped(_part(name), is_stopped=False)
    _apply()


def test_servers() -> None:
    """Start the private servers that the tests use, so that no test waits for them; containers start with the tests."""
    if not can_be_used():
        servers()


def _server_directories() -> list[Path]:
    """Where private servers of this installation are; those of the tests belong to the usual one."""
    return [RUN, private_directory()] if IS_USUAL else [RUN]


def _systems_of_tests() -> list[Path]:
    """Whole systems that tests have started in folders of their own."""
    return [record.parent for record in RUN.glob("*/told.json")] if IS_USUAL else []


def _command_in(directory: Path, *arguments: str) -> None:
    environment = os.environ | {"CRM_RUN_DIRECTORY": str(directory)}
    subprocess.run([sys.executable, "-m", "native", *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)


def _part(name: str) -> str:
    parts = [GATEWAY, RELAY, IMPORTS, *(service.name for service in services())]
    if name not in parts:
        raise WrongUse(f"S must be one of {', '.join(parts)}")
    return name


def _apply() -> None:
    if not is_running():
        raise WrongUse("the system does not run; make up starts it")
    plan = make_plan(told(), is_running=True)
    follow(plan)
    # Without identity the gateway serves whoever it knows, but does not call itself ready.
    is_whole = any(process.name == IDENTITY for process in plan.processes)
    wait_until_ready(plan, besides=() if is_whole else (GATEWAY,))
    status()


def _agrees() -> bool:
    if not sys.stdin.isatty():
        return False
    return input("Delete all data of this installation? Type yes: ").strip() == "yes"


def _empty(folder: Path) -> None:
    """Delete what the folder holds but the lock that this command itself has taken."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != "lock":
            path.unlink()


def _process_rows() -> Iterator[tuple[str, ...]]:
    ready_urls = {process.name: process.ready_url for process in Plan.read().processes}
    if is_running():
        yield _row(record() | {"name": "supervisor"}, True, "-", with_children=False)
    for entry in record().get("processes", []):
        url = ready_urls.get(entry["name"])
        yield _row(entry, url is not None and answers(url), str(entry["restarts"]))


def _server_rows() -> Iterator[tuple[str, ...]]:
    for server in PrivateServers.below(RUN):
        if server.pid is not None:
            entry = {"name": server.name, "pid": server.pid, "started": started_at(server.pid)}
            yield _row(entry, server.answers(), "-")


def _row(entry: dict[str, Any], is_ready: bool, restarts: str, *, with_children: bool = True) -> tuple[str, ...]:
    if not is_alive(entry):
        return (entry["name"], "-", "down", restarts, "-", "-")
    pid = entry["pid"]
    memory = _memory(descendants(pid) if with_children else [pid])
    return (entry["name"], str(pid), "yes" if is_ready else "no", restarts, _age(entry["started"]), memory)


def _age(started: str) -> str:
    since_boot = time.clock_gettime(time.CLOCK_BOOTTIME)
    seconds = int(since_boot - int(started) / os.sysconf("SC_CLK_TCK"))
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _memory(pids: list[int]) -> str:
    return f"{sum(map(_resident_bytes, pids)) / 1e6:.0f} MB"


def _resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (FileNotFoundError, ProcessLookupError):
        return 0
