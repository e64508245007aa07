"""The demo's way to a system, held against a server that answers as it is told."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from loading.line import Desk, Line, Refused

UNKNOWN = {"code": "unknown_user", "errors": [{"code": "unknown_user"}]}


class Server:
    """Gives the answers in order, the last one for ever, and remembers what it was sent."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, Any]] = [(200, {})]
        self.heard: list[dict[str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        self.line = Line(f"http://127.0.0.1:{self._server.server_port}")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"] or 0))
                server.heard.append(dict(self.headers))
                status, body = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def test_the_same_request_has_the_same_key_and_another_request_another(server: Server) -> None:
    desk = Desk(server.line, "token")

    desk.post("/v1/accounts", {"name": "Ada", "level": "A"})
    desk.post("/v1/accounts", {"level": "A", "name": "Ada"})
    desk.post("/v1/accounts", {"name": "Bob", "level": "A"})
    desk.post("/v1/accounts", {"name": "Ada", "level": "A"}, version=2)

    keys = [heard["Idempotency-Key"] for heard in server.heard]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
    assert server.heard[3]["If-Match"] == '"2"'


@pytest.mark.parametrize("status", [429, 503, 504])
def test_a_system_that_is_busy_is_asked_again_with_the_same_key(server: Server, status: int) -> None:
    server.answers = [(status, {}), (status, {}), (201, {"id": "7"})]

    made = Desk(server.line, "token").post("/v1/accounts", {"name": "Ada"})

    assert made == {"id": "7"}
    assert len({heard["Idempotency-Key"] for heard in server.heard}) == 1


def test_what_a_service_has_not_heard_of_yet_is_asked_again(server: Server) -> None:
    server.answers = [(422, UNKNOWN), (201, {"id": "7"})]

    assert Desk(server.line, "token").post("/v1/leads", {"owner_id": "1"}) == {"id": "7"}


def test_a_broken_rule_ends_the_load_and_is_shown(server: Server) -> None:
    server.answers = [(422, {"code": "invalid", "detail": "A name is needed"})]

    with pytest.raises(Refused, match="A name is needed") as refused:
        Desk(server.line, "token").post("/v1/accounts", {})

    assert (refused.value.status, len(server.heard)) == (422, 1)


def test_a_place_where_nothing_is_is_told_at_once(server: Server) -> None:
    server.close()

    assert server.line.answers() is False
