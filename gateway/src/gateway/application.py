"""The Flask app: rows become routes, whatever goes wrong becomes problem+json, and every answer gets its headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from crm_kit.errors import Problem
from crm_kit.telemetry import log
from gateway import handlers, headers, observing, problems
from gateway.answer import Answer
from gateway.documentation import documentation
from gateway.limits import Overdrawn
from gateway.pages import pages
from gateway.pings import ping_view
from gateway.probes import probes
from gateway.rows import Row, served
from gateway.settings import GatewaySettings
from gateway.switchboard import Switchboard
from gateway.visit import Visit

LARGEST_BODY = 1024 * 1024


def make_app(settings: GatewaySettings, rows: Sequence[Row], identity: str = "identity") -> Flask:
    """The app for these routes, not yet connected; `identity` names the service that knows tokens."""
    app = Flask("gateway", static_folder=None)
    app.response_class = Answer
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.merge_slashes = False
    board = app.extensions["gateway"] = Switchboard(settings, identity)
    services = sorted({row.spec.service for row in rows})
    for row in served(rows):
        view = handlers.view_for(board, row, rows)
        app.add_url_rule("/v1" + row.path, row.operation_id, view, methods=[row.method])
    app.add_url_rule("/v1/ping/<service>", "ping", ping_view(board, services))
    app.register_blueprint(probes(board))
    app.register_blueprint(documentation(rows))
    app.register_blueprint(pages(board))
    _surround(app, board)
    return app


def _surround(app: Flask, board: Switchboard) -> None:
    cross_origin = headers.CrossOrigin(board.settings.cors_origins)

    @app.before_request
    def begin() -> Response | None:
        g.visit = Visit.of(request, board.settings.trusted_proxies)
        return cross_origin.preflight(request)

    @app.after_request
    def finish(response: Answer) -> Answer:
        visit: Visit = g.visit
        cross_origin.allow(request, response)
        headers.complete(response, visit)
        observing.observe(request.method, visit, response.status_code)
        return response

    app.register_error_handler(Problem, _problem)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _bug)


def _problem(problem: Problem) -> Response:
    visit: Visit = g.visit
    if isinstance(problem, Overdrawn):
        visit.budget = problem.budget
    return problems.document(problem.as_dict(), visit.request_id)


def _http_error(error: HTTPException) -> Response:
    response = problems.document(problems.of_http(error), g.visit.request_id)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _bug(error: Exception) -> Response:
    visit: Visit = g.visit
    log.error("request failed", exc_info=error, request_id=visit.request_id, route=visit.route)
    return problems.document(problems.of_bug(), visit.request_id)


def routes(app: Flask) -> list[tuple[str, str]]:
    """Method and path of every route, as the app serves them."""
    found: list[tuple[str, str]] = []
    for rule in app.url_map.iter_rules():
        methods: Any = rule.methods or ()
        found += [(method, rule.rule) for method in methods if method not in ("HEAD", "OPTIONS")]
    return sorted(found)
