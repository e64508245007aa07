"""GET /v1/ping/<service>: the whole way of a signed-in request, and nothing at its end. Benchmarks measure it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from flask import Response, g

from crm_kit.errors import NotFound
from gateway import answers, problems
from gateway.switchboard import Switchboard
from gateway.visit import Visit


def ping_view(board: Switchboard, services: Collection[str]) -> Callable[[str], Response]:
    """The view for services that some route leads to."""

    def view(service: str) -> Response:
        visit: Visit = g.visit
        visit.route = "/ping/<service>"
        visit.visitor, visit.signed, visit.budget = board.doorkeeper.enter(visit.authorization, visit.address)
        if service not in services:
            raise NotFound(f"There is no service '{service[:60]}'")
        reply = board.ping(service, visit)
        return problems.document(reply["problem"], visit.request_id) if "problem" in reply else answers.success(reply)

    return view
