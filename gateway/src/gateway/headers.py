"""Headers that every answer carries, and those that let pages of other origins read it."""

from __future__ import annotations

from flask import Request, Response

from gateway.answer import Answer
from gateway.visit import Visit

_POLICY = (("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),)
_OURS_ONLY = (("Cross-Origin-Resource-Policy", "same-site"),)
SECURITY = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
)
_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
_ACCEPTED = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, traceparent"
_EXPOSED = (
    "ETag, Location, Link, Retry-After, Idempotency-Replayed, X-Request-Id, traceparent, RateLimit, RateLimit-Policy, "
    "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, WWW-Authenticate"
)
_PREFLIGHT_SECONDS = "600"


def complete(response: Answer, visit: Visit) -> None:
    """Ids, limits and security headers."""
    ids = (("X-Request-Id", visit.request_id), ("traceparent", visit.traceparent))
    policy = () if "Content-Security-Policy" in response.headers else _POLICY
    readers = () if "Access-Control-Allow-Origin" in response.headers else _OURS_ONLY
    limits = visit.budget.headers() if visit.budget is not None else ()
    response.further = (*ids, *SECURITY, *policy, *readers, *limits)


class CrossOrigin:
    """CORS for the origins that the setting names; `*` means every one. Tokens are sent by script, so no cookie is ever allowed."""

    def __init__(self, origins: frozenset[str]) -> None:
        self._origins = origins

    def _allowed(self, request: Request) -> str | None:
        origin = request.headers.get("Origin")
        return origin if origin and (origin in self._origins or "*" in self._origins) else None

    def preflight(self, request: Request) -> Response | None:
        """The answer to a browser that asks whether it may ask."""
        if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
            return None
        response = Answer(status=204)
        if self._allowed(request):
            response.headers["Access-Control-Allow-Methods"] = _METHODS
            response.headers["Access-Control-Allow-Headers"] = _ACCEPTED
            response.headers["Access-Control-Max-Age"] = _PREFLIGHT_SECONDS
        return response

    def allow(self, request: Request, response: Response) -> None:
        """Let a page of an allowed origin read the answer."""
        if not self._origins:
            return
        response.headers.add("Vary", "Origin")
        if (origin := self._allowed(request)) is not None:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
