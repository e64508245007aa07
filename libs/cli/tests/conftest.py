"""A CRM on the loopback that answers what a test tells it to, and a command line that speaks to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner, Result

from crm_cli.main import crm

TOKEN = "a token that nobody may see"


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


@dataclass
class Crm:
    """Gives the answers in their order, the last one again and again; keeps what was asked."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)

    def answer(self, status: int, body: Any = None, **headers: str) -> Crm:
        """One more answer; in header names `_` stands for `-`."""
        self.answers.append((status, body, {name.replace("_", "-"): value for name, value in headers.items()}))
        return self

    def next_answer(self) -> tuple[int, Any, dict[str, str]]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        crm: Crm = self.server.crm  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        content = self.rfile.read(int(headers.get("content-length", 0)))
        crm.asked.append(Asked(self.command, parts.path, dict(parse_qsl(parts.query)), headers, content))
        self._give(*crm.next_answer())

    def _give(self, status: int, body: Any, headers: dict[str, str]) -> None:
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Crm]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as listening:
        listening.daemon_threads = True
        made = Crm(f"http://127.0.0.1:{listening.server_port}")
        listening.crm = made  # type: ignore[attr-defined]
        threading.Thread(target=listening.serve_forever, args=(0.01,)).start()
        yield made
        listening.shutdown()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of whoever runs the tests is read or written."""
    for name in ("CRM_URL", "CRM_TOKEN", "CRM_PROFILE", "CRM_AMQP_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


@pytest.fixture
def run(server: Crm) -> Callable[..., Result]:
    """Say something to the server: run("list", "accounts")."""

    def say(*words: str, fed: str | None = None, **environment: str) -> Result:
        surroundings = {"CRM_URL": server.url, "CRM_TOKEN": TOKEN.replace(" ", "-"), **environment}
        return CliRunner().invoke(crm, list(words), input=fed, env=surroundings)

    return say
