"""The servers that tests use: those named by the environment, else in containers, else private ones of this machine.

`TESTCONTAINERS=1` wishes for containers and `TESTCONTAINERS=0` refuses them; otherwise they are used where an engine answers,
has the images or gets them, and no private servers run. Private ones stay up between runs, below `.run/test`, until `make down`.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypedDict

from crm_kit.private_servers import PrivateServers, Server, private_servers
from crm_kit.testing.containers import can_be_used, start_containers

__all__ = ["PrivateServers", "Server", "ServerAddresses", "private_directory", "private_servers", "servers"]

_VARIABLES = {
    "database_url": ("CRM_DATABASE_URL", "postgres"),
    "amqp_url": ("CRM_AMQP_URL", "rabbitmq"),
    "redis_url": ("CRM_REDIS_URL", "redis"),
}


class ServerAddresses(TypedDict):
    """Administrators' addresses of the three servers."""

    database_url: str
    amqp_url: str
    redis_url: str


@cache
def servers() -> ServerAddresses:
    """The servers for this test run, started where they are missing; the same ones at every call."""
    named = {key: os.environ[variable] for key, (variable, _) in _VARIABLES.items() if os.environ.get(variable)}
    missing = [kind for key, (_, kind) in _VARIABLES.items() if key not in named]
    started = _start(missing) if missing else {}
    urls = {key: named.get(key) or started[kind] for key, (_, kind) in _VARIABLES.items()}
    return ServerAddresses(database_url=urls["database_url"], amqp_url=urls["amqp_url"], redis_url=urls["redis_url"])


def private_directory() -> Path:
    """Where private servers for tests live: `.run/test` of the checkout, else of the working directory."""
    checkout = next((folder for folder in Path(__file__).parents if (folder / "constraints.txt").exists()), Path.cwd())
    return checkout / ".run" / "test"


def _start(kinds: list[str]) -> dict[str, str]:
    if not _run_already(kinds) and can_be_used():
        return start_containers(kinds)
    return _start_private(kinds)


def _run_already(kinds: list[str]) -> bool:
    if os.environ.get("TESTCONTAINERS"):
        return False
    found = PrivateServers.below(private_directory())
    return all(server.pid is not None for server in found if server.name in kinds)


def _start_private(kinds: list[str]) -> dict[str, str]:
    found = PrivateServers.below(private_directory(), is_durable=False)
    with _one_at_a_time():
        found.start(*kinds)
    return {server.name: server.url for server in found if server.name in kinds}


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two test runs that begin together must not both start the servers."""
    private_directory().mkdir(parents=True, exist_ok=True)
    with (private_directory() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
