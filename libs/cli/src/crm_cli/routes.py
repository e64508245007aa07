"""What the server offers, from its own OpenAPI document, in the words of this command line; kept on disk for a day."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_cli.server import Server

DOCUMENT = "/v1/openapi.json"
KEPT_SECONDS = 24 * 3600
_PLACE = re.compile(r"\{[^}]*\}")
_NOT_FOR_PEOPLE = ("/batch", "/search", ":upsert")
_VERBS = {"post": "create", "patch": "change", "delete": "delete"}


@dataclass(frozen=True)
class Route:
    """One thing that one can say: `crm VERB COLLECTION [ID] [ACTION]`."""

    verb: str
    collection: str
    summary: str
    action: str = ""
    has_id: bool = False

    @property
    def words(self) -> str:
        """The command line for it."""
        return " ".join(word for word in ("crm", self.verb, self.collection, "ID" * self.has_id, self.action) if word)


def known_routes(server: Server) -> list[Route]:
    """Every route, from disk where that is younger than a day. Raises what asking the server raises."""
    place = _place(server.url)
    with suppress(OSError, ValueError, TypeError):
        if time.time() - place.stat().st_mtime < KEPT_SECONDS:
            return [Route(**each) for each in json.loads(place.read_text(encoding="utf-8"))]
    return fresh_routes(server)


def fresh_routes(server: Server) -> list[Route]:
    """Every route, as the server says now; kept for the next time."""
    found = list(routes_of(server.get(DOCUMENT)))
    place = _place(server.url)
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_text(json.dumps([vars(route) for route in found]), encoding="utf-8")
    return found


def routes_of(document: dict[str, Any]) -> Iterator[Route]:
    """The routes of an OpenAPI document that this command line has words for."""
    for path, operations in document["paths"].items():
        if not path.startswith("/v1/") or path.endswith(_NOT_FOR_PEOPLE):
            continue
        for method, operation in operations.items():
            if "operations" not in operation.get("tags", ()):
                yield from _route(method, path.removeprefix("/v1/"), operation)


def _route(method: str, path: str, operation: dict[str, Any]) -> Iterator[Route]:
    place, _, action = path.partition("/actions/")
    has_id = place.endswith("}")
    collection = _PLACE.sub("ID", place.rpartition("/")[0] if has_id else place)
    verb = "act" if action else _verb(method, operation, has_id)
    if verb and _speaks_json(operation):
        yield Route(verb, collection, operation.get("summary", ""), action, has_id)


def _verb(method: str, operation: dict[str, Any], has_id: bool) -> str | None:
    if method == "get":
        is_list = any(parameter.get("name") == "cursor" for parameter in operation.get("parameters", ()))
        return "list" if is_list and not has_id else "get"
    return _VERBS.get(method)


def _speaks_json(operation: dict[str, Any]) -> bool:
    """Files go in by `crm import` and come out by `crm jobs errors`."""
    contents = [operation.get("requestBody", {}).get("content"), operation["responses"].get("200", {}).get("content")]
    return all("application/json" in content for content in contents if content)


def _place(url: str) -> Path:
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crm"
    return folder / f"routes-{hashlib.sha256(url.encode()).hexdigest()[:16]}.json"
