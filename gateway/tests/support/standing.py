"""The gateway's test services: copies of the workshop, each with a name, a database and a host, in this process or another."""

from __future__ import annotations

import contextlib
import importlib
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import orjson
import pika
import psycopg
from sqlalchemy import make_url

from crm_kit.app import App
from crm_kit.broker import RPC
from crm_kit.hosting_threads import ThreadsHost
from crm_kit.settings import Settings
from crm_kit.testing.databases import database, drop_database
from crm_kit.testing.servers import servers

TEMPLATE = Path(__file__).parents[1] / "workshop"


def eventually(holds: Callable[[], Any], seconds: float = 10.0, what: str = "it") -> Any:
    """The first true value that `holds` gives; fails the test after so many seconds."""
    end = time.monotonic() + seconds
    while not (value := holds()):
        assert time.monotonic() < end, f"{what} did not come true within {seconds} s"
        time.sleep(0.02)
    return value


class Standing:
    """One copy of the workshop."""

    def __init__(self, folder: Path) -> None:
        self.name = f"workshop_{secrets.token_hex(4)}"
        self.source = folder / self.name / "src"
        shutil.copytree(TEMPLATE, folder / self.name, ignore=shutil.ignore_patterns("__pycache__"))
        (self.source / "workshop").rename(self.source / self.name)
        sys.path.insert(0, str(self.source))
        self.settings: Settings = database(self.name)
        self.module: ModuleType = importlib.import_module(f"{self.name}.service")
        self.app: App = self.module.app
        self._declare_exchange()
        self.host: ThreadsHost | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def _declare_exchange(self) -> None:
        with contextlib.closing(pika.BlockingConnection(pika.URLParameters(self.settings.amqp_url))) as connection:
            connection.channel().exchange_declare(RPC, "topic", durable=True)

    def start(self) -> None:
        """Serve in this process."""
        self.app.open(self.settings)
        self.host = ThreadsHost(self.app, self.settings, "rpc")
        self.host.start()
        eventually(lambda: self.host and self.host.is_connected, what=f"{self.name} on the broker")

    def stop(self) -> None:
        """Stop in order; calls that run are answered."""
        host, self.host = self.host, None
        if host is not None:
            host.stop()
            self.app.close()

    def spawn(self) -> subprocess.Popen[bytes]:
        """Serve in a process of its own, that can be killed."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        environment = {**kept, **self.settings.environment, "PYTHONPATH": str(self.source), "CRM_HOST": "threads"}
        command = [sys.executable, "-m", "crm_kit.serve", self.name, "--only", "rpc"]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        eventually(lambda: self.consumers() == 1, 20, f"{self.name} in its process")
        return self.process

    def consumers(self) -> int:
        with contextlib.closing(pika.BlockingConnection(pika.URLParameters(self.settings.amqp_url))) as connection:
            try:
                return int(connection.channel().queue_declare(f"rpc-{self.name}", passive=True).method.consumer_count)
            except pika.exceptions.ChannelClosedByBroker:
                return 0

    def remove(self) -> None:
        self.stop()
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        connection = pika.BlockingConnection(pika.URLParameters(self.settings.amqp_url))
        connection.channel().queue_delete(f"rpc-{self.name}")
        connection.close()
        sys.path.remove(str(self.source))
        drop_database(self.settings)

    # --- what it knows -----------------------------------------------------------------------------------------------

    def let_in(
        self, *grants: str, tenant_id: UUID | None = None, ip_allow: tuple[str, ...] = (), per_minute: int | None = None,
        seconds: float = 3600,
    ) -> str:  # fmt: skip
        """A token for somebody new with grants written `permission:depth`; for identity's copy."""
        token = f"crm_{uuid4().hex}_{secrets.token_urlsafe(16)}"
        caller = {
            "tenant_id": str(tenant_id or uuid4()), "user_id": str(uuid4()), "session_id": str(uuid4()), "team_path": "/1/",
            "grants": dict(grant.rsplit(":", 1) for grant in grants or ("*:all",)),
        }  # fmt: skip
        ends = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))
        self.know(token, {"caller": caller, "expires_at": ends, "ip_allow": list(ip_allow), "rate_per_minute": per_minute})
        return token

    def know(self, token: str, content: dict[str, Any]) -> None:
        statement = "INSERT INTO tokens VALUES (%s, %s) ON CONFLICT (token) DO UPDATE SET content = excluded.content"
        self.run(statement, token, orjson.dumps(content).decode())

    def content(self, token: str) -> dict[str, Any]:
        return dict(self.rows("SELECT content FROM tokens WHERE token = %s", token)[0][0])

    def forget(self, token: str) -> None:
        self.run("DELETE FROM tokens WHERE token = %s", token)

    def resolutions(self, token: str) -> int:
        """How often it was asked for a token."""
        return int(self.rows("SELECT count(*) FROM resolutions WHERE token = %s", token)[0][0])

    def rows(self, query: str, *values: Any) -> list[Any]:
        with psycopg.connect(self._administrator(), autocommit=True) as connection:
            return connection.execute(query, values).fetchall()

    def run(self, statement: str, *values: Any) -> None:
        with psycopg.connect(self._administrator(), autocommit=True) as connection:
            connection.execute(statement, values)

    def _administrator(self) -> str:
        name = make_url(self.settings.database_url).database
        return make_url(servers()["database_url"]).set(database=name).render_as_string(hide_password=False)
