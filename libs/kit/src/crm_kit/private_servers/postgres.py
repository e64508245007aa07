"""A private PostgreSQL."""

import os
import re
import signal
from pathlib import Path

from crm_kit.private_servers.places import find_program, give
from crm_kit.private_servers.probes import postgres_answers
from crm_kit.private_servers.processes import is_zombie, run
from crm_kit.private_servers.server import Server, ServerError

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "1GB",
    "effective_cache_size": "8GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
_ONLY_FOR_TESTS = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "256MB", "autovacuum_naptime": "10s"}


class Postgres(Server):
    """PostgreSQL 15 or newer. Not durable means: loses data when the machine stops, never when only the server does."""

    name = "postgres"
    accounts = ("postgres",)
    user = "postgres"
    # Fast shutdown: ends the sessions, keeps what is committed.
    stop_signal = signal.SIGINT

    @property
    def url(self) -> str:
        return f"postgresql://{self.user}:{self.password}@127.0.0.1:{self.port}/postgres"

    def answers(self) -> bool:
        return postgres_answers("127.0.0.1", self.port)

    def command(self) -> list[str]:
        cluster = self.home / "cluster"
        if not (cluster / "PG_VERSION").exists():
            self._create(cluster)
        _drop_lock_of_zombie(cluster / "postmaster.pid")
        settings = _SETTINGS | ({} if self.is_durable else _ONLY_FOR_TESTS) | {"port": str(self.port)}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [str(program("postgres")), "-D", str(cluster), *options]

    def _create(self, cluster: Path) -> None:
        secret = self.home / "password"
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        give(secret, self.account)
        initdb = [program("initdb"), "-D", cluster, "-U", self.user, "-A", "scram-sha-256", "-E", "UTF8"]
        options = ["--locale=C", f"--pwfile={secret}", *([] if self.is_durable else ["--no-sync"])]
        answer = run([*map(str, initdb), *options], account=self.account)
        secret.unlink()
        if answer.returncode:
            raise ServerError(f"initdb failed: {answer.stderr or answer.stdout}")


def _drop_lock_of_zombie(lock: Path) -> None:
    """PostgreSQL takes a killed predecessor that init has not collected yet for a running one."""
    if not lock.exists():
        return
    pid = int(lock.read_text().split()[0])
    if is_zombie(pid):
        lock.unlink()


def program(name: str) -> Path:
    """A program of the newest PostgreSQL on this machine; raises ServerError."""
    found = find_program(name, _folders())
    if found is None:
        raise ServerError("PostgreSQL is not installed (Debian: postgresql)")
    return found


def _folders() -> list[Path]:
    """The versions' folders, the newest first (Debian's layout, then that of the project's own packages)."""
    bases = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    return sorted(bases, key=lambda path: [int(digits) for digits in re.findall(r"\d+", os.fspath(path))], reverse=True)
