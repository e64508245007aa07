"""What a process says about itself: JSON lines on stdout, Prometheus metrics, and the trace a request belongs to."""

import logging
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TextIO

import orjson
import structlog
from prometheus_client import Counter, Gauge, Histogram

log: structlog.stdlib.BoundLogger = structlog.get_logger()

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

operation_seconds = Histogram(
    "crm_operation_seconds", "Time to answer a call", ["service", "operation", "outcome"], buckets=_SECONDS
)
reaction_seconds = Histogram(
    "crm_reaction_seconds", "Time to handle an event", ["service", "reaction", "outcome"], buckets=_SECONDS
)
event_lag_seconds = Histogram(
    "crm_event_lag_seconds", "Time from an event's fact to its effect", ["service", "reaction"], buckets=_SECONDS
)
dead_letters = Counter("crm_dead_letters_total", "Events given up", ["service", "reaction"])
outbox_backlog = Gauge("crm_outbox_backlog", "Events committed and not yet published (counted up to 10000)", ["service", "lane"])
outbox_oldest_seconds = Gauge("crm_outbox_oldest_seconds", "Age of the oldest event not yet published", ["service", "lane"])
relay_published = Counter("crm_relay_published_total", "Events published and confirmed", ["service"])
relay_returned = Counter("crm_relay_returned_total", "Events no queue would take: the topology is broken", ["service"])
relay_active = Gauge("crm_relay_active", "1 where this relay holds the service's lock, 0 where it is a spare", ["service"])
relay_yielding = Gauge("crm_relay_yielding", "1 where this relay holds events back, for processors are short", ["service"])
timer_seconds = Histogram("crm_timer_seconds", "Time to do what was due", ["service", "timer", "outcome"], buckets=_SECONDS)
timer_late_seconds = Histogram(
    "crm_timer_late_seconds", "Time from when something was due to when it was done", ["service", "timer"], buckets=_SECONDS
)
timers_overdue = Gauge("crm_timers_overdue", "Timers due for over a minute (counted up to 10000)", ["service"])
timers_failing = Gauge("crm_timers_failing", "Timers that failed and wait to be tried again", ["service"])

_SECRET_NAME = re.compile(
    r"passw|secret|token|authorization|cookie|credential|api_?key|signing_?key|private_?key|\Acaller\Z", re.IGNORECASE
)
_PASSWORD_IN_ADDRESS = re.compile(r"(?<=://)([^\s/:@]*):[^\s/@]+(?=@)")
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})\Z")

_traceparent: ContextVar[str] = ContextVar("traceparent", default="")


def configure(level: str = "info", stream: TextIO = sys.stdout, **always: str) -> None:
    """Write log lines of our own and of every library as JSON to `stream`, each with the fields in `always`."""
    structlog.contextvars.clear_contextvars()
    common: list[Any] = [
        structlog.contextvars.merge_contextvars,
        _with_fields(always),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *common, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    _take_over_logging(level, stream, common)


def _with_fields(fields: Mapping[str, str]) -> Callable[[Any, str, MutableMapping[str, Any]], MutableMapping[str, Any]]:
    def add(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {**fields, **line}

    return add


def _take_over_logging(level: str, stream: TextIO, common: list[Any]) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=common,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, _as_json],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # A broker that is away is one line of ours; pika has seven for each attempt.
    for chatty, least in (("pika", logging.CRITICAL), ("amqp", logging.ERROR), ("nameko", logging.WARNING)):
        logging.getLogger(chatty).setLevel(max(least, root.level))


def _as_json(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> str:
    return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def redact(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: values under names that mean secrets, and passwords inside addresses, become ***."""
    return {name: "***" if _SECRET_NAME.search(name) else _without_secrets(value) for name, value in line.items()}


def _without_secrets(value: Any) -> Any:
    if isinstance(value, str):
        return _PASSWORD_IN_ADDRESS.sub(r"\1:***", value)
    if isinstance(value, Mapping):
        return redact(None, "", {str(name): inner for name, inner in value.items()})
    if isinstance(value, list | tuple | set):
        return [_without_secrets(inner) for inner in value]
    return value


def new_traceparent() -> str:
    """A W3C traceparent that begins a trace."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def child_of(traceparent: str | None) -> str:
    """The traceparent of a step caused by `traceparent`; of a new trace where that is absent or malformed."""
    parent = _TRACEPARENT.match(traceparent or "")
    return f"00-{parent[1]}-{secrets.token_hex(8)}-{parent[2]}" if parent else new_traceparent()


def current_traceparent() -> str:
    """The traceparent of what is being handled, for the events and calls it causes; a new one outside of any."""
    return _traceparent.get() or new_traceparent()


@contextmanager
def step(traceparent: str | None, **fields: Any) -> Iterator[None]:
    """Within it, log lines carry `fields` and the trace, and current_traceparent() continues `traceparent`."""
    child = child_of(traceparent)
    token = _traceparent.set(child)
    try:
        with structlog.contextvars.bound_contextvars(trace_id=child[3:35], **fields):
            yield
    finally:
        _traceparent.reset(token)


@contextmanager
def timed(histogram: Histogram, **labels: str) -> Iterator[dict[str, str]]:
    """Observe how long the block takes; the yielded labels may be completed inside it (the outcome)."""
    began = time.perf_counter()
    try:
        yield labels
    finally:
        histogram.labels(**labels).observe(time.perf_counter() - began)
