"""The answers that routes share: problems, pages, headers."""

from __future__ import annotations

from crm_kit.apidocs.json_schemas import Schema

PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `code` is for programs, `detail` for people; `errors` name fields or parameters.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string"},
                    "parameter": {"type": "string"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
    "required": ["type", "title", "status", "code", "request_id"],
}
_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_RETRY: Schema = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
_TEXTS = {
    "400": "The request cannot be read, or names a parameter that does not exist.",
    "401": "Sign in first.",
    "403": "The caller may not do this.",
    "404": "There is no such record, or the caller may not see it.",
    "405": "The path has no such method.",
    "409": "It contradicts what is there: an illegal transition, a duplicate, or the same request is being worked on.",
    "412": "The record has changed; `current` is how it is, `changed` names the fields that changed since.",
    "413": "More than 1 MiB.",
    "414": "The address is too long; post a search instead.",
    "415": "Not JSON.",
    "422": "A rule is broken; `errors` point to the fields.",
    "428": "Say which version you mean.",
    "429": "Too many requests.",
    "503": "Not available at the moment, or (`outcome_unknown`) it is not known whether it was done; repeat it with the same key.",
    "504": "No answer in time.",
}
RESPONSES: dict[str, Schema] = {
    f"Problem{status}": {
        "description": text,
        "content": _CONTENT,
        **({"headers": _RETRY} if status in ("429", "503", "504") else {}),
    }
    for status, text in _TEXTS.items()
}
_ALWAYS = ("400", "404", "429", "503")
_BY_KIND = {
    "get": ("414", "422", "504"), "list": ("414", "422", "504"), "search": ("413", "415", "422", "504"),
    "join": (), "access": ("422", "504"),
    "batch": ("413", "415"), "upload": ("409", "413", "415", "422"), "download": ("422", "504"),
}  # fmt: skip
_CHANGING = ("409", "412", "413", "415", "422")


def responses(kind: str, needs_version: bool, is_public: bool) -> Schema:
    """The problems that a route of this kind may answer with, and what else it may answer."""
    statuses = [*_ALWAYS, *_BY_KIND.get(kind, _CHANGING), *(() if is_public else ("403",)), "401"]
    if needs_version:
        statuses.append("428")
    found: Schema = {status: {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(set(statuses))}
    if kind == "get":
        found["304"] = {"description": "The caller has this version already."}
    if kind == "batch":
        found["207"] = {"description": "Some rows were not created; each says why.", "content": {"application/json": {}}}
    return found


HEADERS: dict[str, Schema] = {
    "ETag": {"description": "The record's version.", "schema": {"type": "string"}},
    "Location": {"description": "Where the new record is.", "schema": {"type": "string"}},
    "Link": {"description": 'The next page, rel="next".', "schema": {"type": "string"}},
    "Idempotency-Replayed": {"description": "Set where this is the answer to an earlier request.", "schema": {"const": "true"}},
}
SUCCESS = {
    "get": "The answer.", "list": "A page of the list.", "search": "A page of what was found.", "create": "The new record.",
    "batch": "All rows were created.", "change": "The record as it is now.", "remove": "It is gone.", "action": "The outcome.",
    "put": "The record as it is now.", "join": "What each service knows.", "access": "The rules, and whether each grants.",
    "upload": "The import, its file read.", "download": "The file.",
}  # fmt: skip


def headers_of(kind: str, *, has_version: bool) -> Schema:
    """What a success of this kind carries beside its content."""
    names = {"list": ["Link"], "create": ["Location"], "upload": ["Location"], "put": ["Location"]}.get(kind, [])
    if kind in ("get", "create", "upload", "put") or (has_version and kind in ("change", "action")):
        names.append("ETag")
    if kind in ("create", "upload", "put", "change", "remove", "action"):
        names.append("Idempotency-Replayed")
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def page_of(row: Schema) -> Schema:
    """One page of a list."""
    return {
        "type": "object",
        "properties": {
            "data": {"type": "array", "items": row},
            "has_more": {"type": "boolean"},
            "next_cursor": {"type": ["string", "null"]},
            "count": {"type": "integer", "description": "How many there are in all; with `count=exact`."},
        },
        "required": ["data", "has_more", "next_cursor"],
    }
