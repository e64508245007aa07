"""What a request says: its JSON, its version, its key, its ids and who is on the line. Anything malformed is a 400 here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from uuid import uuid4

import orjson
from flask import Request

from crm_kit.errors import Malformed, PreconditionRequired, Problem
from gateway.settings import Network

DEEPEST_JSON = 20
LARGEST_VERSION = 2**31 - 1
JSON_TYPES = ("application/json", "application/merge-patch+json")
_ETAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_ETAGS = re.compile(rf"\s*{_ETAG.pattern}\s*(?:,\s*{_ETAG.pattern}\s*)*")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")


class UnsupportedMediaType(Problem):
    status, code, title = 415, "unsupported_media_type", "Send JSON"


def body_of(request: Request, largest: int = 0) -> dict[str, Any]:
    """The JSON object that was sent; nothing sent is an empty one. Raises Malformed (400), UnsupportedMediaType (415).

    `largest` is how many bytes it may have where that is fewer than usual (413).
    """
    if largest:
        request.max_content_length = largest
    content = request.get_data(cache=False)
    if not content:
        return {}
    if request.mimetype not in JSON_TYPES or request.content_encoding:
        raise UnsupportedMediaType("The body must be application/json, not compressed")
    found = parse(content)
    if not isinstance(found, dict):
        raise Malformed("The body must be a JSON object")
    return found


def parse(content: bytes) -> Any:
    """Strict JSON: UTF-8, no NaN, no key twice, at most DEEPEST_JSON levels. Raises Malformed."""
    try:
        found = orjson.loads(content)
        json.loads(content, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"The body is not JSON: {error}", code="malformed_json") from error
    if content.count(b"{") + content.count(b"[") > DEEPEST_JSON and _is_deeper(found, DEEPEST_JSON):
        raise Malformed(f"The JSON has more than {DEEPEST_JSON} levels", code="too_deep")
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> None:
    """Two keys of one name would mean different things to different readers."""
    if len(pairs) > 1 and len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice in one object")


def _is_deeper(node: Any, levels: int) -> bool:
    if not isinstance(node, dict | list):
        return False
    inner: Iterable[Any] = node.values() if isinstance(node, dict) else node
    return levels == 0 or any(_is_deeper(each, levels - 1) for each in inner)


def etags(header: str) -> list[str] | None:
    """The tags of an If-Match or If-None-Match header; None for `*`. Raises Malformed. Weak ones count: proxies weaken ours."""
    if header.strip() == "*":
        return None
    if not _ETAGS.fullmatch(header):
        raise Malformed('An entity tag is written "7", in double quotes', code="malformed_etag")
    return _ETAG.findall(header)


def version_wanted(if_match: str | None, body: dict[str, Any]) -> Any:
    """The version that the caller read. Raises PreconditionRequired (428) where they do not say, Malformed (400) where unclear."""
    stated = body.get("version")
    if if_match is None:
        if stated is None:
            raise PreconditionRequired()
        return stated
    version = _named_version(if_match)
    if stated is not None and stated != version:
        raise Malformed("If-Match and `version` in the body differ", code="version_mismatch")
    return version


def _named_version(if_match: str) -> int:
    tags = etags(if_match)
    if tags is None:
        raise PreconditionRequired("Name the version that you read; If-Match: * names none")
    if len(tags) != 1:
        raise Malformed("If-Match must name one version", code="malformed_etag")
    if not _NUMBER.fullmatch(tags[0]) or int(tags[0]) > LARGEST_VERSION:
        raise Malformed(f'"{tags[0][:40]}" is not an entity tag of ours', code="malformed_etag")
    return int(tags[0])


def message_id(header: str | None) -> str:
    """The Idempotency-Key, else a fresh id."""
    if header is None:
        return str(uuid4())
    if not _KEY.fullmatch(header):
        raise Malformed("Idempotency-Key has 1 to 255 visible ASCII characters", code="malformed_idempotency_key")
    return header


def request_id(header: str | None) -> str:
    """The caller's X-Request-Id where it is one, else a fresh id."""
    return header if header and _REQUEST_ID.fullmatch(header) else uuid4().hex


def address(peer: str, forwarded: str | None, proxies: tuple[Network, ...]) -> str:
    """The client's address: the last hop in X-Forwarded-For that is not a proxy we trust."""
    if not proxies or not forwarded or not _is_trusted(peer, proxies):
        return peer
    for hop in reversed([part.strip() for part in forwarded.split(",")]):
        if not _is_address(hop):
            return peer
        if not _is_trusted(hop, proxies):
            return hop
    return peer


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_trusted(text: str, proxies: tuple[Network, ...]) -> bool:
    return _is_address(text) and any(ip_address(text) in network for network in proxies)
