"""The document of this API, and a page to read and try it, served from here alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from gateway.answer import Answer
from gateway.rows import Row

_ASSETS = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "favicon-32x32.png": "image/png",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>CRM API</title>
<link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="page"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>
"""
_START = """SwaggerUIBundle({url: "/v1/openapi.json", dom_id: "#page", docExpansion: "none", filter: true, deepLinking: true,
  persistAuthorization: false, validatorUrl: null});
"""


def documentation(rows: Sequence[Row]) -> Blueprint:
    """/v1/openapi.json and /docs."""
    blueprint = Blueprint("documentation", __name__)

    @cache
    def document() -> bytes:
        # Imported when first asked for: most processes never are.
        from gateway.apidocs import openapi

        return openapi(rows)

    @blueprint.get("/v1/openapi.json")
    def openapi_json() -> Response:
        return Answer(document(), content_type="application/json", headers={"Cache-Control": "no-cache"})

    @blueprint.get("/docs")
    def page() -> Response:
        return _served(_PAGE.encode(), "text/html; charset=utf-8", "no-cache")

    @blueprint.get("/docs/<name>")
    def asset(name: str) -> Response:
        if name == "start.js":
            return _served(_START.encode(), "text/javascript; charset=utf-8", "no-cache")
        if name not in _ASSETS:
            raise NotFound()
        return _served(_asset(name), _ASSETS[name], "public, max-age=86400")

    return blueprint


def _served(content: bytes, kind: str, caching: str) -> Response:
    return Answer(content, content_type=kind, headers={"Content-Security-Policy": PAGE_POLICY, "Cache-Control": caching})


@cache
def _asset(name: str) -> bytes:
    return (files("flask_swagger_ui") / "dist" / name).read_bytes()
