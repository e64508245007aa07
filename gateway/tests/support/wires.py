"""A wire to a server that can be cut, and that can go silent."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit, urlunsplit


class Wire:
    """Forwards TCP to the server of a URL; `url` is the same server through the wire."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 0)
        self._listener = self._listen(0)
        self._port: int = self._listener.getsockname()[1]
        login = parts.netloc.rpartition("@")[0]
        self.url = urlunsplit(parts._replace(netloc=f"{login}@127.0.0.1:{self._port}"))
        self._ends: list[socket.socket] = []
        self._flowing = threading.Event()
        self._flowing.set()
        self._accept()

    @staticmethod
    def _listen(port: int) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(64)
        return listener

    def cut(self) -> None:
        """Nobody answers there any more, and every connection is lost."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.lose()

    def mend(self) -> None:
        """The server can be reached again."""
        self._listener = self._listen(self._port)
        self._flowing.set()
        self._accept()

    def lose(self) -> None:
        """Every connection breaks; new ones can be made."""
        while self._ends:
            with suppress(OSError):
                self._ends.pop().shutdown(socket.SHUT_RDWR)

    def hang(self) -> None:
        """Connections stay, and nothing comes through."""
        self._flowing.clear()

    def flow(self) -> None:
        """What was held back comes through."""
        self._flowing.set()

    def close(self) -> None:
        self._flowing.set()
        with suppress(OSError):
            self.cut()

    def _accept(self) -> None:
        threading.Thread(target=self._serve, args=(self._listener,), daemon=True).start()

    def _serve(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self._target)
                self._ends += [near, far]
                for here, there in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(here, there), daemon=True).start()

    def _carry(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while content := here.recv(65536):
                self._flowing.wait()
                there.sendall(content)
        for end in (here, there):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
