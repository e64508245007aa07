"""Broker users: what each service and the gateway may declare, write and read.

A service may announce only events of its own, answer calls, and read its own queues; it cannot call another service.
The gateway may call and read its answers; it cannot announce anything.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

GATEWAY = "gateway"
_EVENTS, _CALLS = "crm.events", "nameko-rpc"
_UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_REPLY_KEY = rf"^(reply\..+|{_UUID})$"
_CALL_KEY = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"

Definitions = dict[str, list[dict[str, Any]]]


def broker_definitions(urls: Mapping[str, str]) -> Definitions:
    """The users of these services (import name → broker address; `gateway` for the gateway) as RabbitMQ imports them."""
    definitions: Definitions = {"users": [], "permissions": [], "topic_permissions": []}
    for service, url in urls.items():
        name, password = unquote(urlsplit(url).username or ""), unquote(urlsplit(url).password or "")
        definitions["users"].append(broker_user(name, password))
        definitions["permissions"].append(_gateway(name) if service == GATEWAY else _service(name, service))
        definitions["topic_permissions"] += _topics_of_gateway(name) if service == GATEWAY else _topics(name, service)
    return definitions


def broker_user(name: str, password: str, *, tags: str = "") -> dict[str, Any]:
    """A user as RabbitMQ's definitions hold it.

    The salt comes from the password's own hash: the same password gives the same definitions every time.
    """
    salt = hashlib.sha256(f"{name}:{password}".encode()).digest()[:4]
    hashed = base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
    return {"name": name, "password_hash": hashed, "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": tags}


def permission(name: str, *, configure: str, write: str, read: str) -> dict[str, Any]:
    """What a user may do with exchanges and queues, as regular expressions over their names."""
    return {"user": name, "vhost": "/", "configure": configure, "write": write, "read": read}


def import_definitions(management_url: str, definitions: Definitions) -> None:
    """Hand definitions to a running broker by its management plugin (http://user:password@host:15672)."""
    parts = urlsplit(management_url)
    login = base64.b64encode(f"{unquote(parts.username or '')}:{unquote(parts.password or '')}".encode()).decode()
    address = urlunsplit(parts._replace(netloc=f"{parts.hostname}:{parts.port or 15672}", path="/api/definitions"))
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    request = Request(address, json.dumps(definitions).encode(), headers, method="POST")  # noqa: S310 - an operator's URL
    with urlopen(request, timeout=30):  # noqa: S310
        return


def _service(name: str, service: str) -> dict[str, Any]:
    own = rf"rpc-{service}|{service}\..+"
    return permission(
        name,
        configure=f"^({own}|nameko-rpc)$",
        write=rf"^({own}|nameko-rpc|crm\.events)$",
        read=rf"^({own}|nameko-rpc|crm\.events|crm\.events\.log)$",
    )


def _topics(name: str, service: str) -> list[dict[str, Any]]:
    return [
        _topic(name, _EVENTS, write=rf"^{service}\.", read=".*"),
        _topic(name, _CALLS, write=_REPLY_KEY, read=rf"^{service}\."),
    ]


def _gateway(name: str) -> dict[str, Any]:
    calls_and_replies = r"^(nameko-rpc|reply\..+)$"
    return permission(name, configure=calls_and_replies, write=calls_and_replies, read=calls_and_replies)


def _topics_of_gateway(name: str) -> list[dict[str, Any]]:
    return [_topic(name, _CALLS, write=_CALL_KEY, read=r"^reply\.")]


def _topic(name: str, exchange: str, *, write: str, read: str) -> dict[str, Any]:
    return {"user": name, "vhost": "/", "exchange": exchange, "write": write, "read": read}
