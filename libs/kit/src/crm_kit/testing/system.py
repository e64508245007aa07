"""The whole system under test, started by `make up`'s own code in a place of its own, and used over HTTP as anybody would.

system = System.below(folder); system.up()
rep = system.sign_in(email, password)
lead = rep.post("/v1/leads", {...})             # → Answer: .status, .json, .headers
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

CHECKOUT = next((folder for folder in Path(__file__).parents if (folder / "constraints.txt").exists()), Path.cwd())


class NotAsExpected(AssertionError):
    """A command of the system, or a call that had to succeed, did not."""


@dataclass(frozen=True)
class Answer:
    """One HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None

    def must(self, *statuses: int) -> Answer:
        """This answer, if its status is one of these (default: any success)."""
        if self.status not in (statuses or range(200, 300)):
            raise NotAsExpected(f"HTTP {self.status}: {self.body[:2000].decode(errors='replace')}")
        return self


@dataclass
class Client:
    """Somebody with a token, over one kept connection. `get`, `post` … give the Answer whatever its status.

    `source` is the address that they come from, one of this machine's.
    """

    url: str
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    source: str = "127.0.0.1"
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", f"{path}?{urlencode(query)}" if query else path)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("POST", path, {} if body is None else body, headers)

    def patch(self, path: str, body: Any, **headers: str) -> Answer:
        return self.call("PATCH", path, body, headers)

    def put(self, path: str, body: Any, **headers: str) -> Answer:
        return self.call("PUT", path, body, headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.call("DELETE", path, None, headers)

    def upload(self, path: str, content: bytes, kind: str = "text/csv", **headers: str) -> Answer:
        """POST a file."""
        return self._send("POST", path, content, {"Content_Type": kind, **headers})

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """One request; header names are written with `_` for `-`. A connection that was closed is made again once."""
        content = None if body is None else json.dumps(body).encode()
        kind = {} if content is None else {"Content_Type": "application/json"}
        return self._send(method, path, content, {**self.headers, **(headers or {}), **kind})

    def _send(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> Answer:
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            return self._once(method, path, content, sent)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.close()
            return self._once(method, path, content, sent)

    def close(self) -> None:
        """Let go of the connection; the next call makes another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _once(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> Answer:
        if self._connection is None:
            parts = urlsplit(self.url)
            self._connection = http.client.HTTPConnection(
                str(parts.hostname), parts.port, timeout=30, source_address=(self.source, 0)
            )
        self._connection.request(method, quote(path, safe="/?&=%:[],.-_~+"), content, headers)
        response = self._connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())


class System:
    """A system in a directory of its own."""

    def __init__(self, directory: Path, environment: dict[str, str] | None = None):
        self.directory = directory
        self._clients: list[Client] = []
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(CHECKOUT / "deploy"),
            "CRM_RUN_DIRECTORY": str(directory),
            **(environment or {}),
        }

    def command(self, *words: str) -> str:
        """Run one of make's commands for this system."""
        done = subprocess.run(
            [sys.executable, "-m", "native", *words],
            cwd=CHECKOUT, env=self.environment, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if done.returncode:
            raise NotAsExpected(f"{' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def up(self) -> System:
        self.command("up")
        return self

    def leave(self) -> None:
        """Close all connections; the system goes on."""
        for client in self._clients:
            client.close()

    def down(self) -> None:
        self.leave()
        self.command("down")

    def reset(self) -> None:
        self.command("reset", "yes")

    @cached_property
    def access(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.directory / "access.json").read_text(encoding="utf-8"))
        return found

    @property
    def url(self) -> str:
        return self.access["url"]

    def sign_in(self, email: str, password: str) -> Client:
        """A client with a session of this user."""
        client = self.visitor()
        client.token = client.post("/v1/sessions", {"email": email, "password": password}).must(201).json["token"]
        return client

    def visitor(self, source: str = "127.0.0.1") -> Client:
        """A client that has not signed in; its connection is closed with the system."""
        client = Client(self.url, source=source)
        self._clients.append(client)
        return client

    @cached_property
    def administrator(self) -> Client:
        return self.sign_in(self.access["user"], self.access["password"])


def eventually(found: Callable[[], Any], within: float = 10.0, every: float = 0.02) -> Any:
    """The first truthy value of `found`, asked again and again; NotAsExpected when the time is up."""
    deadline = time.monotonic() + within
    while True:
        value = found()
        if value:
            return value
        if time.monotonic() > deadline:
            raise NotAsExpected(f"nothing after {within} s, the last was {value!r}")
        time.sleep(every)
