"""/metrics, /livez and /readyz over HTTP, for a process that serves no other HTTP."""

import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from crm_kit.telemetry import log

# Only a shutdown asks the loop to look around; these loops end with their process.
_LOOK_AROUND_SECONDS = 3600


def serve_probes(address: str, port: int, ready: Callable[[], bool]) -> int:
    """Answer probes in the background for as long as the process lives.

    `ready` is asked on each GET /readyz and may block; an exception counts as not ready.
    Gives the port in use, which `port` 0 leaves to the system.
    """
    server = _Server((address, port), _handler(ready))
    threading.Thread(target=server.serve_forever, args=(_LOOK_AROUND_SECONDS,), name="probes", daemon=True).start()
    return server.server_port


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, _request: Any, client_address: Any) -> None:
        log.info("probe connection lost", client=client_address[0])


def _handler(is_ready: Callable[[], bool]) -> type[BaseHTTPRequestHandler]:
    class Probe(BaseHTTPRequestHandler):
        timeout = 5
        ready = staticmethod(is_ready)

        def do_GET(self) -> None:
            status, kind, body = _answer(self.path, self.ready)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            log.debug("probe", request=format % args)

    return Probe


def _answer(path: str, ready: Callable[[], bool]) -> tuple[HTTPStatus, str, bytes]:
    if path == "/metrics":
        return HTTPStatus.OK, CONTENT_TYPE_LATEST, generate_latest()
    if path == "/livez":
        return _plain(HTTPStatus.OK, "alive")
    if path == "/readyz":
        return _plain(HTTPStatus.OK, "ready") if _holds(ready) else _plain(HTTPStatus.SERVICE_UNAVAILABLE, "not ready")
    return _plain(HTTPStatus.NOT_FOUND, "not found")


def _plain(status: HTTPStatus, text: str) -> tuple[HTTPStatus, str, bytes]:
    return status, "text/plain; charset=utf-8", text.encode()


def _holds(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except Exception:
        log.warning("readiness check failed", exc_info=True)
        return False
