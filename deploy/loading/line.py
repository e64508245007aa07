"""The HTTP side: kept connections, patience with a system that is busy, and keys that make every request repeatable."""

import hashlib
import http.client
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Body = dict[str, Any]

_PAGE = 200
_PATIENCE_SECONDS = 60.0
_NEWS_SECONDS = 60.0
_LATER = {429, 503, 504}
_CONNECTION_ERRORS = (OSError, http.client.HTTPException)


class Refused(Exception):
    """The system answered with an error that repeating does not mend."""

    def __init__(self, request: str, status: int, content: bytes):
        super().__init__(f"{request} was answered with {status}: {content[:1500].decode(errors='replace')}")
        self.status = status
        self.problem: Body = json.loads(content) if content[:1] == b"{" else {}


class Line:
    """The way to one system; every thread has a connection of its own, kept open."""

    def __init__(self, url: str):
        self._parts = urlsplit(url)
        self._own = threading.local()

    def ask(self, method: str, path: str, body: Body | None, headers: dict[str, str]) -> Any:
        """The answer's content; asks again while the system is busy or one part has yet to hear from another. Raises Refused."""
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        since = time.monotonic()
        while True:
            status, wait, found = self._once(method, path, content, headers)
            if status < 300:
                return json.loads(found) if found else None
            if not _is_worth_repeating(status, found, time.monotonic() - since):
                raise Refused(f"{method} {path}", status, found)
            time.sleep(wait)

    def answers(self) -> bool:
        """Whether anything is there at all."""
        return self._once("GET", "/livez", None, {})[0] == 200

    def _once(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> tuple[int, float, bytes]:
        try:
            connection = self._connection()
            connection.request(method, self._parts.path.rstrip("/") + path, content, headers)
            answer = connection.getresponse()
            return answer.status, float(answer.headers.get("Retry-After") or 0.2), answer.read()
        except _CONNECTION_ERRORS as error:
            self._own.connection = None
            return 503, 0.5, f"no answer: {error}".encode()

    def _connection(self) -> http.client.HTTPConnection:
        if getattr(self._own, "connection", None) is None:
            kind = http.client.HTTPSConnection if self._parts.scheme == "https" else http.client.HTTPConnection
            self._own.connection = kind(str(self._parts.hostname), self._parts.port, timeout=30)
        connection: http.client.HTTPConnection = self._own.connection
        return connection


def _is_worth_repeating(status: int, content: bytes, waited: float) -> bool:
    if status in _LATER or b'"in_progress"' in content:
        return waited < _PATIENCE_SECONDS
    # A service learns of colleagues, teams and accounts a moment after they were made elsewhere.
    return status in (404, 422) and waited < _NEWS_SECONDS and (status == 404 or b'"unknown_' in content)


@dataclass(frozen=True)
class Desk:
    """One signed-in colleague. What they send carries a key made of its content, so that sending it again changes nothing."""

    line: Line
    token: str

    @classmethod
    def sign_in(cls, line: Line, email: str, password: str) -> "Desk":
        """Raises Refused (401) where the password is not, or is no longer, theirs."""
        headers = {"Content-Type": "application/json"}
        session = line.ask("POST", "/v1/sessions", {"email": email, "password": password}, headers)
        return cls(line, session["token"])

    def get(self, path: str) -> Any:
        return self.line.ask("GET", path, None, self._headers())

    def post(self, path: str, body: Body, version: int | None = None) -> Any:
        """Create or do something; `version` is that of the record as last seen."""
        text = json.dumps([path, version, body], sort_keys=True)
        key = "load-" + hashlib.sha256(text.encode()).hexdigest()[:40]
        headers = self._headers() | {"Content-Type": "application/json", "Idempotency-Key": key}
        return self.line.ask("POST", path, body, headers if version is None else headers | {"If-Match": f'"{version}"'})

    def act(self, collection: str, record: Body, action: str, body: Body) -> Body:
        """Do something with a record; the answer is the record afterwards."""
        done: Body = self.post(f"/v1/{collection}/{record['id']}/actions/{action}", body, record["version"])
        return done

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def every(desk: Desk, path: str) -> Iterator[Body]:
    """All rows of a list, page by page."""
    cursor = ""
    while True:
        page = desk.get(f"{path}{'&' if '?' in path else '?'}limit={_PAGE}{cursor}")
        yield from page["data"]
        if not page["has_more"]:
            return
        cursor = f"&cursor={page['next_cursor']}"
