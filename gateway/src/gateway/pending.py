"""One call on its way to a service, and what became of it."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

import orjson

from crm_kit.errors import Problem, Unavailable

UNKNOWN = "It is not known whether this was done. Repeating it with the same Idempotency-Key is safe and settles it."
LATE = "No answer came in time"


class Late(Problem):
    """504: a question was not answered in time. Nothing was changed."""

    status, code, title = 504, "deadline_exceeded", "No answer came in time"

    def __init__(self, detail: str = "", *, retry_after: int = 2, **extra: Any):
        super().__init__(detail, retry_after=retry_after, **extra)


class OutcomeUnknown(Unavailable):
    """503: a command was sent and its answer is lost, so it may have been done or not."""

    code, title = "outcome_unknown", "Whether this was done is not known"


class Call:
    """A call as the broker's thread knows it; the thread that made it waits in `reply`."""

    __slots__ = (
        "_answer",
        "_done",
        "_is_settled",
        "changes",
        "content",
        "expires_ms",
        "id",
        "is_abandoned",
        "key",
        "sent_at",
        "service",
    )

    def __init__(self, service: str, operation: str, content: bytes, seconds: float, changes: bool) -> None:
        self.service, self.key, self.content = service, f"{service}.{operation}", content
        self.expires_ms, self.changes = str(int(seconds * 1000)), changes
        self.id, self.sent_at, self.is_abandoned = "", 0.0, False
        self._is_settled = False
        self._answer: bytes | Problem = b""
        # A bare lock is the cheapest thing one thread can wait for and another can release.
        self._done = threading.Lock()
        self._done.acquire()

    def settle(self, answer: bytes | Problem) -> None:
        """Give the waiting thread its answer; only the first one counts."""
        if not self._is_settled:
            self._is_settled, self._answer = True, answer
            with suppress(RuntimeError):
                self._done.release()

    def refuse(self, why: str, *, retry_after: int = 2) -> None:
        """Nothing was sent."""
        self.settle(Unavailable(why, retry_after=retry_after))

    def lose(self, why: str) -> None:
        """It was sent, and there will be no answer."""
        self.settle(self.in_doubt(why))

    def in_doubt(self, why: str) -> Problem:
        """What is said of a call that was sent and not answered: a question may be asked again, a command needs its key."""
        return OutcomeUnknown(f"{why}. {UNKNOWN}") if self.changes else Unavailable(why)

    def reply(self, seconds: float) -> dict[str, Any]:
        """The service's reply: {"result": …} or {"problem": …}. Raises Unavailable, OutcomeUnknown or Late."""
        if not self._done.acquire(timeout=max(seconds, 0)):
            self.is_abandoned = True
            raise OutcomeUnknown(f"{LATE}. {UNKNOWN}") if self.changes else Late()
        if isinstance(self._answer, Problem):
            raise self._answer
        return _content(self._answer)


def _content(body: bytes) -> dict[str, Any]:
    reply = orjson.loads(body)
    if reply["error"] is not None:
        raise _strange(reply["error"])
    return dict(reply["result"])


def _strange(error: dict[str, Any]) -> Problem:
    """nameko's own errors: the service does not know the operation (an older version of it runs), or failed as a whole."""
    if error.get("exc_type") == "MethodNotFound":
        return Unavailable("The service does not know this operation yet", retry_after=30)
    return Problem(f"The service failed: {error.get('exc_type')}")
