"""A connection that every thread may write to.

Handing each message to the broker's thread costs two wake-ups, which is more than all else that a call needs. So whole messages
are put together here, from parts that are the same for all of them, and sent where they arise; pika keeps the connection alive
and reads.
"""

from __future__ import annotations

import struct
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

from crm_kit.broker import CorkedConnection

_METHOD, _HEADER, _BODY, _END = 1, 2, 3, b"\xce"
_BASIC, _PUBLISH, _MANDATORY = 60, 40, 1
# Which properties follow: content type and encoding, delivery mode, correlation id, reply to, expiration.
_FLAGS = 0b1101_0111_0000_0000
_FRAME_OVERHEAD = 8


class Line(CorkedConnection):
    """Messages of any thread, and pika's own frames, go through one gate; what the socket does not take at once waits its turn."""

    _transport: Any
    reply_to = ""
    channel_number = 0

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._gate = threading.Lock()
        self._backlog: deque[bytes] = deque()
        super().__init__(*arguments, **options)

    def publish(self, exchange: str, key: str, content: bytes, number: str, expires_ms: str) -> None:
        """Send a call. Any thread. What cannot be written is lost with the connection, and noticed by its loss."""
        frame_most = self.params.frame_max - _FRAME_OVERHEAD
        head = _head(self.channel_number, self.reply_to, len(content), number, expires_ms)
        self.write(_method(self.channel_number, exchange, key) + head + _body(self.channel_number, content, frame_most))

    def write(self, message: bytes) -> None:
        """Send bytes that are whole frames, after all that was sent before."""
        with self._gate:
            rest = message if self._must_wait() else message[self._send(message) :]
            if not rest:
                return
            self._backlog.append(rest)
        self.ioloop.add_callback_threadsafe(self._hand_over)

    def _must_wait(self) -> bool:
        transport = self._transport
        return (
            bool(self._backlog) or transport is None or transport.get_write_buffer_size() > 0 or self.params.ssl_options is not None
        )

    def _send(self, message: bytes) -> int:
        with suppress(BlockingIOError, OSError, AttributeError):
            return int(self._transport._sock.send(message))
        return 0

    def _hand_over(self) -> None:
        with self._gate:
            self._write_backlog()

    def _write_backlog(self) -> None:
        while self._backlog:
            super()._output_marshaled_frames([self._backlog.popleft()])

    def _output_marshaled_frames(self, marshaled_frames: Sequence[bytes]) -> None:
        with self._gate:
            self._write_backlog()
            super()._output_marshaled_frames(marshaled_frames)


def _short(text: str) -> bytes:
    encoded = text.encode()
    return bytes((len(encoded),)) + encoded


def _frame(kind: int, channel: int, payload: bytes) -> bytes:
    return struct.pack(">BHI", kind, channel, len(payload)) + payload + _END


@lru_cache(maxsize=1000)
def _method(channel: int, exchange: str, key: str) -> bytes:
    payload = struct.pack(">HHH", _BASIC, _PUBLISH, 0) + _short(exchange) + _short(key) + bytes((_MANDATORY,))
    return _frame(_METHOD, channel, payload)


@lru_cache(maxsize=10)
def _reply_address(reply_to: str) -> bytes:
    return _short(reply_to)


_KIND = _short("application/json") + _short("utf-8") + b"\x01"


def _head(channel: int, reply_to: str, size: int, number: str, expires_ms: str) -> bytes:
    properties = _KIND + _short(number) + _reply_address(reply_to) + _short(expires_ms)
    return _frame(_HEADER, channel, struct.pack(">HHQH", _BASIC, 0, size, _FLAGS) + properties)


def _body(channel: int, content: bytes, most: int) -> bytes:
    if len(content) <= most:
        return _frame(_BODY, channel, content)
    return b"".join(_frame(_BODY, channel, content[at : at + most]) for at in range(0, len(content), most))
