"""crm-apidocs: writes docs/api/openapi.json and asyncapi.json from routes and events, or checks that they are up to date."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

import crm_contracts
from crm_kit import apidocs
from crm_kit.messages import event_types
from gateway.rows import Row, served

VERSION = "1"
_ABOUT = {
    "title": "CRM",
    "version": VERSION,
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "description": "Customers, sales and who may see them. Every error is a problem document, every record has a version.",
}
_EVENTS = {
    "title": "CRM events",
    "version": VERSION,
    "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
    "description": "What services tell each other and integrators: topic exchange crm.events, each event at least once.",
}
_AWAY = {status: {"$ref": f"#/components/responses/Problem{status}"} for status in ("401", "404", "429", "503", "504")}


def openapi(rows: Sequence[Row]) -> bytes:
    """The OpenAPI document of these rows."""
    return _written(apidocs.openapi(served(rows), _ABOUT, _further()))


def asyncapi() -> bytes:
    """The AsyncAPI document of all events that the contracts know."""
    for module in pkgutil.walk_packages(crm_contracts.__path__, "crm_contracts."):
        importlib.import_module(module.name)
    events = [event for event in event_types.values() if event.__module__.startswith("crm_contracts.")]
    return _written(apidocs.asyncapi(events, _EVENTS))


def _written(document: dict[str, Any]) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _further() -> dict[str, Any]:
    """Paths that are no rows."""
    place = [{"name": "service", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z_]{1,40}$"}}]
    ping = _operation("ping", "Whether a service answers.", "application/json", _AWAY, parameters=place)
    del ping["security"]
    return {
        "/v1/ping/{service}": {"get": ping},
        "/v1/openapi.json": {"get": _operation("openapi", "This document.", "application/json")},
        "/docs": {"get": _operation("docs", "This document as a page.", "text/html")},
        "/livez": {"get": _operation("livez", "Whether the process lives.", "text/plain")},
        "/readyz": {
            "get": _operation("readyz", "Whether requests could be served.", "text/plain", {"503": {"description": "Not now."}})
        },
        "/metrics": {"get": _operation("metrics", "Measurements, for Prometheus.", "text/plain")},
    }


def _operation(name: str, summary: str, kind: str, more: dict[str, Any] | None = None, **rest: Any) -> dict[str, Any]:
    answers = {"200": {"description": summary, "content": {kind: {}}}, **(more or {})}
    return {"operationId": name, "tags": ["operations"], "summary": summary, "responses": answers, "security": [], **rest}


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-apidocs write|check [FOLDER]"""
    parser = argparse.ArgumentParser(prog="crm-apidocs", description=__doc__)
    parser.add_argument("what", choices=["write", "check"])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/api"))
    options = parser.parse_args(arguments)
    from gateway.routes import ROWS

    documents = {options.folder / "openapi.json": openapi(ROWS), options.folder / "asyncapi.json": asyncapi()}
    return _write(documents) if options.what == "write" else _check(documents)


def _write(documents: dict[Path, bytes]) -> int:
    for path, content in documents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


def _check(documents: dict[Path, bytes]) -> int:
    different = [path for path, content in documents.items() if not path.exists() or path.read_bytes() != content]
    for path in different:
        sys.stderr.write(f"{path} is not what the code generates: run crm-apidocs write\n")
    return 1 if different else 0
