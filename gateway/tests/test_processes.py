"""The gateway as it runs in earnest: gunicorn with two workers."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from standing import Standing, eventually

pytestmark = pytest.mark.slow
SERVED = """
import importlib, os
from crm_kit import telemetry
from crm_kit.settings import Settings
from gateway.application import make_app
from gateway.rows import ACTION, CREATE, LIST
from gateway.settings import GatewaySettings

tools = importlib.import_module(os.environ["TOOLS"] + ".service")
doors = importlib.import_module(os.environ["DOORS"] + ".service")
rows = [
    *LIST("/tools", tools.ListTools), *CREATE("/tools", tools.CreateTool), ACTION("/dozes", tools.DozeOff),
    ACTION("/sessions/current/actions/end", doors.SignOut),
]
telemetry.configure()
app = make_app(GatewaySettings.read(Settings.from_env("gateway")), rows, identity=os.environ["DOORS"])
"""


class Gateway:
    """A gunicorn of its own."""

    def __init__(self, folder: Path, tools: Standing, doors: Standing) -> None:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        (folder / "served.py").write_text(SERVED)
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}, **tools.settings.environment,
            "PYTHONPATH": f"{tools.source}:{doors.source}:{folder}", "TOOLS": tools.name, "DOORS": doors.name,
            "CRM_GATEWAY_BIND": f"127.0.0.1:{self.port}",
        }  # fmt: skip
        self.log = folder / "log"
        with self.log.open("ab") as out:
            command = [sys.executable, "-m", "gunicorn", "-c", "python:gateway.gunicorn", "served:app"]
            self.process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)

    def ask(self, method: str, path: str, token: str = "", body: str | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except OSError:
            return 0, b""
        finally:
            connection.close()

    def workers(self) -> list[int]:
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in found]


@pytest.fixture
def gateway(tmp_path: Path, tools: Standing, doors: Standing) -> Iterator[Gateway]:
    running = Gateway(tmp_path, tools, doors)
    eventually(lambda: running.ask("GET", "/readyz")[0] == 200, 20, "the gateway")
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_two_workers_share_the_requests_and_their_metrics_are_one(gateway: Gateway, doors: Standing) -> None:
    token = doors.let_in()
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: gateway.ask("GET", "/v1/tools", token)[0], range(100)))

    assert statuses == [200] * 100
    line = b'crm_http_request_seconds_count{method="GET",route="/tools",status="200"} 100.0'
    assert [line in gateway.ask("GET", "/metrics")[1] for _ in range(6)] == [True] * 6


def test_signing_out_at_one_worker_counts_at_the_other_at_once(gateway: Gateway, doors: Standing) -> None:
    for _ in range(5):
        token = doors.let_in()
        assert {gateway.ask("GET", "/v1/tools", token)[0] for _ in range(10)} == {200}

        assert gateway.ask("POST", "/v1/sessions/current/actions/end", token, f'{{"token": "{token}"}}')[0] == 204

        assert {gateway.ask("GET", "/v1/tools", token)[0] for _ in range(10)} == {401}


def test_it_uses_little_memory(gateway: Gateway, doors: Standing) -> None:
    gateway.ask("GET", "/v1/tools", doors.let_in())

    sizes = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 for pid in [gateway.process.pid, *gateway.workers()]]
    assert len(sizes) == 3
    assert max(sizes) < 120 * 1024 * 1024


def test_a_worker_that_dies_is_replaced(gateway: Gateway, doors: Standing) -> None:
    token = doors.let_in()
    os.kill(gateway.workers()[0], 9)

    eventually(lambda: len(gateway.workers()) == 2 and gateway.ask("GET", "/v1/tools", token)[0] == 200, what="the gateway")


def test_told_to_stop_it_answers_what_runs_and_ends(gateway: Gateway, doors: Standing) -> None:
    token = doors.let_in()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(gateway.ask, "POST", "/v1/dozes", token, '{"seconds": 2}')
        time.sleep(0.7)
        began = time.monotonic()
        gateway.process.terminate()

    assert running.result()[0] == 200
    assert gateway.process.wait(25) == 0
    assert time.monotonic() - began < 25


def test_a_request_that_comes_with_the_end_of_a_body_nobody_read_is_answered(gateway: Gateway) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as client:
        client.sendall(b"POST /v1/nowhere HTTP/1.1\r\nHost: crm\r\nContent-Length: 7\r\n\r\n")
        first = http.client.HTTPResponse(client)
        first.begin()
        first.read()
        client.sendall(b'{"a":1}GET /livez HTTP/1.1\r\nHost: crm\r\n\r\n')
        second = http.client.HTTPResponse(client)
        second.begin()

    assert (first.status, second.status) == (404, 200)


@pytest.mark.parametrize("piece", [b"", b"POST /v1/tools HTTP/1.1\r\nHost: crm\r\nContent-Le", b"{token}"])
def test_slow_clients_keep_nobody_else_waiting(gateway: Gateway, doors: Standing, piece: bytes) -> None:
    token = doors.let_in()
    if piece == b"{token}":
        head = f"POST /v1/tools HTTP/1.1\r\nHost: crm\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        piece = (head + 'Content-Length: 1000\r\n\r\n{"name"').encode()
    slow = [socket.create_connection(("127.0.0.1", gateway.port)) for _ in range(80)]
    for each in slow:
        each.sendall(piece)

    time.sleep(0.5)
    began = time.monotonic()
    statuses = [gateway.ask("GET", "/v1/tools", token)[0] for _ in range(10)]
    for each in slow:
        each.close()

    assert statuses == [200] * 10
    assert time.monotonic() - began < 5


def test_a_body_beyond_the_limit_is_refused_without_being_read(gateway: Gateway, doors: Standing) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as client:
        head = f"POST /v1/tools HTTP/1.1\r\nHost: crm\r\nAuthorization: Bearer {doors.let_in()}\r\n"
        client.sendall((head + "Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n{").encode())

        assert client.recv(12) == b"HTTP/1.1 413"
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            client.sendall(b"x" * 100_000_000)


def test_one_connection_serves_many_requests(gateway: Gateway, doors: Standing) -> None:
    token = doors.let_in()
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=10)
    seen = []
    for pause in (0, 0, 0.1, 0, 0.1):
        time.sleep(pause)
        connection.request("GET", "/v1/tools", headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        seen.append((answer.status, answer.read(), connection.sock is not None))
    connection.close()

    assert [(status, is_open) for status, _, is_open in seen] == [(200, True)] * 5


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /v1/tools HTTP/1.1\r\nHost: crm\r\nX-\x01: y\r\n\r\n", 400),
        (b"GET /v1/tools HTTP/9.9\r\nHost: crm\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: crm\r\n\r\n", 414),
        (b"GET /v1/tools HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(80)) + b"\r\n", 431),
    ],
)
def test_what_is_not_http_is_a_problem_document_too(gateway: Gateway, request_: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as client:
        client.sendall(request_)
        answer = http.client.HTTPResponse(client)
        answer.begin()
        problem = json.loads(answer.read())

    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert problem["status"] == status
