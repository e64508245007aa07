"""/livez, /readyz and /metrics."""

from __future__ import annotations

import os

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from crm_kit.errors import Problem
from gateway.answer import Answer
from gateway.switchboard import Switchboard
from gateway.visit import Visit


def probes(board: Switchboard) -> Blueprint:
    """The three, for one process of the gateway."""
    blueprint = Blueprint("probes", __name__)

    @blueprint.get("/livez")
    def livez() -> Response:
        return Answer("alive", content_type="text/plain; charset=utf-8")

    @blueprint.get("/readyz")
    def readyz() -> Response:
        ready = _is_ready(board)
        return Answer("ready" if ready else "not ready", 200 if ready else 503, content_type="text/plain; charset=utf-8")

    @blueprint.get("/metrics")
    def metrics() -> Response:
        return Answer(_metrics(), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _is_ready(board: Switchboard) -> bool:
    """Whether a request could be served: the broker is connected and identity answers."""
    visit = Visit("")
    visit.signed = board.doorkeeper.nobody_signed()
    try:
        return board.ping(board.identity, visit).get("problem", {}).get("status") in (None, 401)
    except Problem:
        return False


def _metrics() -> bytes:
    """Of all processes of this gateway, where they share a folder for it."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
