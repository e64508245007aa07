"""What can go wrong, as data: every error becomes one problem+json document (RFC 9457) and crosses the wire as such."""

from __future__ import annotations

from typing import Any


class Problem(Exception):
    """An answer other than success. `code` is stable for programs, `detail` is for people, `errors` name the fields."""

    status = 500
    code = "internal_error"
    title = "Something went wrong"

    def __init__(self, detail: str = "", *, code: str = "", errors: list[dict[str, str]] | None = None, **extra: Any):
        super().__init__(detail or self.title)
        self.detail = detail
        self.code = code or self.code
        self.errors = errors or []
        self.extra = extra

    def as_dict(self) -> dict[str, Any]:
        """The problem+json members, less `type` and `request_id`, which the gateway adds."""
        document = {"status": self.status, "code": self.code, "title": self.title, **self.extra}
        if self.detail:
            document["detail"] = self.detail
        if self.errors:
            document["errors"] = self.errors
        return document


class Malformed(Problem):
    """400: the request cannot be read, or names a parameter that does not exist."""

    status, code, title = 400, "malformed", "The request cannot be read"


class Unauthenticated(Problem):
    status, code, title = 401, "unauthenticated", "Sign in first"


class Forbidden(Problem):
    status, code, title = 403, "forbidden", "You may not do this"


class NotFound(Problem):
    """404: missing, or not visible to the caller; the two look alike on purpose."""

    status, code, title = 404, "not_found", "There is no such record"


class Conflict(Problem):
    status, code, title = 409, "conflict", "This contradicts what is there"


class IllegalTransition(Conflict):
    """409: the record's state does not allow the action. Carries `current` and the `allowed` actions."""

    code = "illegal_transition"

    def __init__(self, action: str, current: str, allowed: list[str]):
        super().__init__(f"'{action}' is not possible while '{current}'", current=current, allowed=allowed)


class Duplicate(Conflict):
    """409: the same thing exists already. `candidates` lists what the caller may know of it."""

    code = "duplicate"


class InProgress(Conflict):
    code, title = "in_progress", "The same request is still being worked on"


class Stale(Problem):
    """412: the record changed since the caller read it. Carries the `current` record and the fields `changed` since."""

    status, code, title = 412, "stale", "The record has changed since you read it"


class Invalid(Problem):
    """422: a rule is broken. `Invalid.field("/lines/0/qty", "out_of_range", "…")` names the place."""

    status, code, title = 422, "invalid", "The input breaks a rule"

    @classmethod
    def field(cls, pointer: str, code: str, message: str) -> Invalid:
        return cls(message, code=code, errors=[{"pointer": pointer, "code": code, "message": message}])


class PreconditionRequired(Problem):
    status, code, title = 428, "precondition_required", "Say which version you mean: send If-Match or `version`"


class TooManyRequests(Problem):
    status, code, title = 429, "rate_limited", "Too many requests"


class Unavailable(Problem):
    """503: nothing was done, or what was done is safe to ask for again with the same Idempotency-Key."""

    status, code, title = 503, "unavailable", "Not available at the moment"

    def __init__(self, detail: str = "", *, retry_after: int = 2, **extra: Any):
        super().__init__(detail, retry_after=retry_after, **extra)


class Poison(Exception):
    """A bus message that can never be handled; it goes to the dead letters at once."""
