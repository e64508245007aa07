"""One HTTP request as the gateway sees it, beside its content."""

from __future__ import annotations

import time
from typing import Any

from flask import Request

from crm_kit.telemetry import child_of
from gateway import reading
from gateway.limits import Budget
from gateway.settings import Network
from gateway.visitors import NOBODY_YET, Visitor

_LONGEST_USER_AGENT = 300


class Visit:
    """Who asks and under which ids; becomes complete while the request is handled."""

    __slots__ = (
        "address", "authorization", "began", "budget", "message_id", "request_id", "route", "signed", "traceparent",
        "user_agent", "visitor",
    )  # fmt: skip

    def __init__(self, address: str, request_id: str | None = None, traceparent: str | None = None) -> None:
        self.began = time.perf_counter()
        self.address, self.authorization, self.user_agent = address, None, ""
        self.request_id = reading.request_id(request_id)
        self.traceparent = child_of(traceparent)
        self.message_id = self.route = self.signed = ""
        self.visitor: Visitor = NOBODY_YET
        self.budget: Budget | None = None

    @classmethod
    def of(cls, request: Request, proxies: tuple[Network, ...]) -> Visit:
        """The visit that a request is."""
        environ = request.environ
        peer = environ.get("REMOTE_ADDR", "")
        address = reading.address(peer, environ.get("HTTP_X_FORWARDED_FOR"), proxies)
        visit = cls(address, environ.get("HTTP_X_REQUEST_ID"), environ.get("HTTP_TRACEPARENT"))
        visit.authorization = environ.get("HTTP_AUTHORIZATION")
        visit.user_agent = environ.get("HTTP_USER_AGENT", "")[:_LONGEST_USER_AGENT]
        return visit

    @property
    def context(self) -> dict[str, Any]:
        """What goes with every call that the request causes."""
        return {
            "request_id": self.request_id, "traceparent": self.traceparent, "ip": self.address, "user_agent": self.user_agent,
        }  # fmt: skip
