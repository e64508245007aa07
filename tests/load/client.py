"""A small load generator: keep-alive clients on one thread, so that the machine's cores are left to what is measured."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

import orjson

CHUNK = 1 << 17


@dataclass(frozen=True)
class Request:
    """What is sent, the status that makes it a success, and a piece of text that its answer must contain."""

    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    contains: bytes = b""

    def encoded(self, host: str, token: str) -> bytes:
        content = b"" if self.body is None else orjson.dumps(self.body)
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {token}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if content:
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


@dataclass
class Result:
    """Times in seconds of the answers that were right, how many were not, and the whole."""

    times: list[float] = field(default_factory=list)
    errors: int = 0
    wrong: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    client_share: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def at(self, percent: int) -> float:
        """A percentile of the response time, in milliseconds."""
        if len(self.times) < 2:
            return 0.0
        return quantiles(self.times, n=100)[percent - 1] * 1000


class _Client:
    """One connection, one request at a time."""

    def __init__(self, load: Load):
        self.load = load
        self.socket = socket.create_connection(load.address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = bytearray()
        self.request: Request | None = None
        self.sent_at = 0.0

    def send(self) -> bool:
        """The next request; False when there is none left."""
        self.request = self.load.next_request()
        if self.request is None:
            return False
        self.received.clear()
        content = self.request.encoded(self.load.host, self.load.token)
        self.sent_at = time.perf_counter()
        self.socket.sendall(content)
        return True

    def receive(self) -> bool:
        """Take what has come; True when the answer is whole."""
        piece = self.socket.recv(CHUNK)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.received += piece
        head = self.received.find(b"\r\n\r\n")
        return head >= 0 and len(self.received) >= head + 4 + _length(bytes(self.received[:head]))

    def judge(self, result: Result) -> None:
        assert self.request is not None
        status = int(self.received[9:12])
        if status == self.request.status and (not self.request.contains or self.request.contains in self.received):
            result.times.append(time.perf_counter() - self.sent_at)
        else:
            result.errors += 1
            reason = f"{status} {_reason(bytes(self.received))}"
            result.wrong[reason] = result.wrong.get(reason, 0) + 1


def _reason(answer: bytes) -> str:
    """What a problem document says is wrong; requests that fail alike are counted together."""
    try:
        problem = orjson.loads(answer.partition(b"\r\n\r\n")[2])
        return f"{problem.get('code')} {[error.get('pointer') for error in problem.get('errors', ())]}"
    except (orjson.JSONDecodeError, AttributeError):
        return "no problem document"


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    return 0


class Load:
    """`clients` connections that send the requests of an iterator, for at most `seconds`."""

    def __init__(self, url: str, token: str, requests: Iterator[Request], clients: int = 16, seconds: float = 5.0):
        parts = urlsplit(url)
        self.address = (str(parts.hostname), int(parts.port or 80))
        self.host, self.token, self.requests = parts.netloc, token, requests
        self.clients, self.ends_at, self.seconds = clients, 0.0, seconds

    def next_request(self) -> Request | None:
        return next(self.requests, None) if time.perf_counter() < self.ends_at else None

    def run(self) -> Result:
        result, selector = Result(), selectors.DefaultSelector()
        clients = [_Client(self) for _ in range(self.clients)]
        started, used = time.perf_counter(), time.process_time()
        self.ends_at = started + self.seconds
        busy = 0
        for client in clients:
            if client.send():
                selector.register(client.socket, selectors.EVENT_READ, client)
                busy += 1
        while busy:
            for key, _ in selector.select(timeout=30):
                busy -= self._step(key.data, result, selector)
        result.seconds = time.perf_counter() - started
        result.client_share = (time.process_time() - used) / result.seconds
        for client in clients:
            client.socket.close()
        return result

    def _step(self, client: _Client, result: Result, selector: selectors.BaseSelector) -> int:
        """Go on with one client; 1 when it has nothing more to do."""
        if not client.receive():
            return 0
        client.judge(result)
        if client.send():
            return 0
        selector.unregister(client.socket)
        return 1


def measure(url: str, token: str, make: Callable[[], Iterator[Request]], seconds: float, clients: int = 16) -> Result:
    """One round of requests made by `make`."""
    return Load(url, token, make(), clients, seconds).run()


def calibration() -> float:
    """Seconds for a fixed piece of work: how fast this machine is just now."""
    started, total = time.perf_counter(), 0
    for number in range(3_000_000):
        total += number * number % 7
    assert total
    return time.perf_counter() - started
