"""gunicorn's thread worker with two changes.

A thread stays with its connection for a moment after an answer, because the next request of a busy client is about to come: two
wake-ups fewer for each request. And clients that send slowly, or nothing, never hold more than half of the threads.
"""

from __future__ import annotations

import errno
import select
import selectors
import socket
import struct
import threading
import time
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import orjson
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

_STAY_MILLISECONDS = 20
_REQUEST_SECONDS = 20.0
_SEND_SECONDS = 20
# A body beyond the app's limit is refused; reading it only to throw it away must end somewhere.
_MOST_BYTES = 2 * 1024 * 1024
# Files are larger, and take their time.
_UPLOAD = "/v1/imports"
_UPLOAD_SECONDS = 300.0
_MOST_UPLOADED = 66 * 1024 * 1024


class Worker(ThreadWorker):  # type: ignore[misc]
    """Serves requests with threads."""

    def init_process(self) -> None:
        self.patience = threading.BoundedSemaphore(max(1, self.cfg.threads // 2))
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        """Take a connection; no thread waits for its first byte."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                return
            raise
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _SEND_SECONDS, 0))
        connection = TConn(self.cfg, client, address, listener.getsockname())
        connection.set_timeout()
        self.nr_conns += 1
        self.pending_conns.append(connection)
        self.poller.register(client, selectors.EVENT_READ, partial(self.on_pending_socket_readable, connection))

    def handle(self, conn: Any) -> Any:
        """Answer a request, and those that follow it closely."""
        is_kept = self._handle_one(conn)
        while is_kept is True and self.alive and (_is_here(conn) or self._follows(conn.sock)):
            is_kept = self._handle_one(conn)
        return is_kept

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request whose head was read: that of a file may be long."""
        source = conn.parser.unreader.sock
        if req.method == "POST" and req.path == _UPLOAD and isinstance(source, _PatientSocket):
            source.expect_a_file()
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that HTTP itself forbids, as every other problem is answered."""
        if not isinstance(exc, ParseException):
            self.log.exception("Error handling request")
        with suppress(OSError):
            client.sendall(_refusal(_status_for(exc)))

    def _handle_one(self, conn: Any) -> Any:
        if not self.cfg.is_ssl:
            conn.init()
            conn.parser.unreader.sock = _PatientSocket(conn.sock, self.patience)
        return super().handle(conn)

    def _follows(self, client: socket.socket) -> bool:
        """Whether the next request comes at once; where others wait for a thread, only if it is there already."""
        poll = select.poll()
        poll.register(client, select.POLLIN)
        others = self.tpool._work_queue.qsize()
        return bool(poll.poll(0 if others else _STAY_MILLISECONDS))


def _is_here(conn: Any) -> bool:
    """Whether the next request was read along with the rest of the last one: nothing will show at the socket then."""
    return bool(conn.parser.unreader.buf.getbuffer().nbytes)


def _status_for(error: BaseException) -> HTTPStatus:
    if isinstance(error, LimitRequestHeaders):
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if isinstance(error, LimitRequestLine):
        return HTTPStatus.REQUEST_URI_TOO_LONG
    return HTTPStatus.BAD_REQUEST if isinstance(error, ParseException) else HTTPStatus.INTERNAL_SERVER_ERROR


def _refusal(status: HTTPStatus) -> bytes:
    """A whole answer, for a request that Flask never sees."""
    code = "internal_error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "malformed_http"
    problem = {"type": f"urn:crm:problem:{code}", "status": status, "code": code, "title": status.phrase, "request_id": uuid4().hex}
    content = orjson.dumps(problem)
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n"
        f"X-Content-Type-Options: nosniff\r\nX-Request-Id: {problem['request_id']}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


class _PatientSocket:
    """What a request is read from: without waiting where it has come, else for a while and where there is a place to wait."""

    def __init__(self, client: socket.socket, patience: threading.BoundedSemaphore) -> None:
        self._client, self._patience = client, patience
        self._ends_at = time.monotonic() + _REQUEST_SECONDS
        self._left = _MOST_BYTES

    def expect_a_file(self) -> None:
        """Take more, for longer, than a request usually brings."""
        self._ends_at = time.monotonic() + _UPLOAD_SECONDS
        self._left = _MOST_UPLOADED

    def recv(self, size: int) -> bytes:
        try:
            found = self._client.recv(size, socket.MSG_DONTWAIT)
        except BlockingIOError:
            found = self._wait(size)
        self._left -= len(found)
        if self._left < 0:
            raise _gone("the client sends too much")
        return found

    def _wait(self, size: int) -> bytes:
        if not self._patience.acquire(blocking=False):
            raise _gone("too many clients send slowly")
        try:
            poll = select.poll()
            poll.register(self._client, select.POLLIN)
            if not poll.poll(max(0, int(1000 * (self._ends_at - time.monotonic())))):
                raise _gone("the client sends too slowly")
        finally:
            self._patience.release()
        return self._client.recv(size)


def _gone(why: str) -> OSError:
    """What gunicorn and Werkzeug take for a client that went away."""
    return BrokenPipeError(errno.EPIPE, why)
