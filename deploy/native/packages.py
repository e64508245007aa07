"""The servers' programs, from Debian's packages where they are missing.

Installing must not leave the distribution's own servers running, because ours run apart from them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_POLICY = Path("/usr/sbin/policy-rc.d")
_START_NOTHING = "#!/bin/sh\nexit 101\n"
_SYSTEM_SERVICES = {"postgresql": "postgresql", "rabbitmq-server": "rabbitmq-server", "redis-server": "redis-server"}


class MissingPackages(Exception):
    """Programs are missing that we may not or cannot install; the text says which."""


def ensure_servers(kinds: Sequence[str]) -> None:
    """Install the servers of these kinds (postgres, rabbitmq, redis) that are missing; raises MissingPackages."""
    wanted = {"postgres": ("postgresql", _has_postgres), "rabbitmq": ("rabbitmq-server", _has_rabbitmq)}
    wanted["redis"] = ("redis-server", lambda: shutil.which("redis-server") is not None)
    install([package for kind, (package, is_there) in wanted.items() if kind in kinds and not is_there()])


def install(packages: Sequence[str]) -> None:
    """Install Debian packages; raises MissingPackages where that is not ours to do."""
    if not packages:
        return
    if shutil.which("apt-get") is None or _as_root() is None:
        raise MissingPackages(
            f"please install these packages (Debian's names), then repeat: {' '.join(packages)}\n"
            "or name running servers by CRM_DATABASE_URL, CRM_AMQP_URL and CRM_REDIS_URL"
        )
    sys.stdout.write(f"installing {', '.join(packages)} …\n")
    before = _port_mappers()
    with _starting_nothing():
        _root("apt-get", "update", "-qq")
        _root("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", *packages)
    _keep_off(packages)
    for pid in _port_mappers() - before:
        _root("kill", str(pid))


def _has_postgres() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb") is not None


def _has_rabbitmq() -> bool:
    return Path("/usr/lib/rabbitmq/bin/rabbitmq-server").exists() or shutil.which("rabbitmq-server") is not None


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    return ["sudo"] if shutil.which("sudo") else None


def _root(*command: str, fed: str = "") -> None:
    whole = [*(_as_root() or []), *command]
    done = subprocess.run(whole, input=fed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise MissingPackages(f"{' '.join(command)} failed:\n{done.stdout}")


@contextmanager
def _starting_nothing() -> Iterator[None]:
    """Debian asks this file before a package starts its service; an existing one stays as it is."""
    if _POLICY.exists():
        yield
        return
    _root("tee", str(_POLICY), fed=_START_NOTHING)
    _root("chmod", "755", str(_POLICY))
    try:
        yield
    finally:
        _root("rm", "-f", str(_POLICY))


def _keep_off(packages: Sequence[str]) -> None:
    """Nor shall the next boot start what was installed here."""
    services = [_SYSTEM_SERVICES[package] for package in packages if package in _SYSTEM_SERVICES]
    if services and Path("/run/systemd/system").exists():
        _root("systemctl", "disable", "--quiet", *services)


def _port_mappers() -> set[int]:
    """Erlang's port mappers; installing RabbitMQ leaves one running."""
    found = subprocess.run(["pgrep", "-x", "epmd"], capture_output=True, text=True) if shutil.which("pgrep") else None
    return {int(line) for line in found.stdout.split()} if found else set()
