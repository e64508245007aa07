"""The gateway under test, in front of two test services, on a real broker, Redis and databases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from crm_kit.testing.databases import SIGNING_KEY
from crm_kit.testing.servers import servers
from gateway.application import make_app
from gateway.rows import ACCESS, ACTION, CHANGE, CREATE, EXPLAIN, GET, JOIN, LIST, PUT, REMOVE, Row, Section
from gateway.settings import GatewaySettings

sys.path.insert(0, str(Path(__file__).parent / "support"))

from standing import Standing, eventually
from wires import Wire


def rows_of(tools: Any, doors: Any) -> list[Row]:
    """The routes of the two test services."""
    return [
        *LIST("/tools", tools.ListTools),
        *CREATE("/tools", tools.CreateTool),
        GET("/tools/<uuid:tool_id>", tools.GetTool),
        CHANGE("/tools/<uuid:tool_id>", tools.UpdateTool),
        REMOVE("/tools/<uuid:tool_id>", tools.DeleteTool),
        ACTION("/tools/<uuid:tool_id>/actions/wear-out", tools.WearOutTool),
        PUT("/tools:upsert", tools.UpsertTool, parameters={"system": "system", "id": "name"}, location="/tools"),
        GET("/weights", tools.WeighTools),
        GET("/dozes", tools.Doze),
        ACTION("/dozes", tools.DozeOff),
        GET("/stumbles", tools.Stumble),
        GET("/me", tools.WhoAmI),
        *CREATE("/sessions", doors.SignIn, batch=False, throttle="sign_in"),
        ACTION("/sessions/current/actions/end", doors.SignOut),
        ACCESS("/access", doors.GetAccess),
        EXPLAIN(tools.ExplainAccess),
        JOIN(
            "tool_360",
            "/tools/<uuid:tool_id>/360",
            Section("profile", tools.GetTool, "tool_id"),
            Section("door", doors.GetTool, "tool_id"),
        ),
    ]


class Client:
    """Calls the gateway as an HTTP client does, from an address of its own so that no other test's limits count."""

    def __init__(self, app: Flask, token: str = "") -> None:
        self.app, self.token = app, token
        self.address = f"10.{uuid4().int % 250}.{uuid4().int % 250}.{uuid4().int % 250}"

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("X-Forwarded-For", self.address)
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        content = body if isinstance(body, bytes) or body is None else orjson.dumps(body)
        if content is not None:
            sent.setdefault("Content-Type", "application/json")
        return self.app.test_client().open(path, method=method, data=content, headers=sent)

    def make(self, **fields: Any) -> dict[str, Any]:
        """A new tool."""
        answer = self("POST", "/v1/tools", {"name": "Hammer", **fields})
        assert answer.status_code == 201, answer.text
        return dict(answer.json)


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """The service behind most routes."""
    standing = Standing(tmp_path_factory.mktemp("tools"))
    standing.start()
    yield standing
    standing.remove()


@pytest.fixture(scope="session")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """The service that knows tokens, as identity does."""
    standing = Standing(tmp_path_factory.mktemp("doors"))
    standing.start()
    yield standing
    standing.remove()


@pytest.fixture(scope="session")
def settings() -> GatewaySettings:
    found = servers()
    return GatewaySettings(
        found["amqp_url"], found["redis_url"], SIGNING_KEY,
        cors_origins=frozenset({"https://app.example"}), trusted_proxies=(ip_network("127.0.0.0/8"),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def started(tools: Standing, doors: Standing) -> Iterator[Any]:
    """Makes connected gateways: `started(settings)`."""
    apps: list[Flask] = []

    def start(settings: GatewaySettings) -> Flask:
        app = make_app(settings, rows_of(tools.module, doors.module), identity=doors.name)
        apps.append(app)
        board = app.extensions["gateway"]
        board.start()
        eventually(lambda: board.rpc.is_ready, what="the gateway's connection")
        return app

    yield start
    for app in apps:
        app.extensions["gateway"].stop()


@pytest.fixture(scope="session")
def app(started: Any, settings: GatewaySettings) -> Flask:
    return started(settings)


@pytest.fixture
def call(app: Flask, doors: Standing) -> Client:
    """Somebody who may do everything in a tenant of their own."""
    return Client(app, doors.let_in())


@pytest.fixture
def anonymous(app: Flask) -> Client:
    return Client(app)


@pytest.fixture
def wired(settings: GatewaySettings, started: Any, doors: Standing) -> Iterator[Any]:
    """A gateway whose wires to broker and Redis can be cut: `call, broker, redis`."""
    broker, redis = Wire(settings.amqp_url), Wire(settings.redis_url)
    app = started(replace(settings, amqp_url=broker.url, redis_url=redis.url))
    yield Client(app, doors.let_in()), broker, redis
    app.extensions["gateway"].stop()
    broker.close()
    redis.close()
