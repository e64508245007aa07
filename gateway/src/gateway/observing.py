"""What the gateway says about its requests: a histogram, and one log line for each."""

from __future__ import annotations

import os
import sys
import time
from functools import cache
from typing import Any

import orjson
from prometheus_client import Histogram

from gateway.visit import Visit

_SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
request_seconds = Histogram("crm_http_request_seconds", "Time to answer a request", ["method", "route", "status"], buckets=_SECONDS)


@cache
def _series(method: str, route: str, status: int) -> Any:
    return request_seconds.labels(method, route, str(status))


def observe(method: str, visit: Visit, status: int) -> None:
    """Take note of an answered request."""
    seconds = time.perf_counter() - visit.began
    known = method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
    _series(known, visit.route or "other", status).observe(seconds)
    if visit.route:
        _write_line(method, visit, status, seconds)


def _write_line(method: str, visit: Visit, status: int, seconds: float) -> None:
    """Like telemetry's lines, without the 60 µs that they cost."""
    caller = visit.visitor.caller
    line = {
        "event": "request", "level": "info", "method": method, "route": visit.route, "status": status,
        "ms": round(seconds * 1000, 1), "request_id": visit.request_id, "trace_id": visit.traceparent[3:35],
        "tenant_id": str(caller.tenant_id), "user_id": str(caller.user_id), "ip": visit.address, "timestamp": _now(),
    }  # fmt: skip
    os.write(sys.stdout.fileno(), orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


def _now() -> str:
    now = time.time()
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(now))}.{int(now % 1 * 1000):03d}Z"
