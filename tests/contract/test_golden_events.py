"""Golden events, which publishers' tests wrote and readers' tests start from, held against document and classes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest

from crm_kit.messages import event_types, load_event
from crm_kit.testing.system import CHECKOUT
from gateway.apidocs import asyncapi

GOLDEN = sorted((CHECKOUT / "tests" / "contract" / "golden").glob("*.json"))


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return dict(orjson.loads(asyncapi()))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_event_is_what_the_document_says(path: Path, document: dict[str, Any]) -> None:
    event = orjson.loads(path.read_bytes())

    assert event["type"] == path.stem
    name = next(iter(document["channels"][event["type"]]["messages"]))
    schemas = document["components"]["schemas"]
    reference = document["components"]["messages"][event["type"]]["payload"]["allOf"][1]["properties"]["data"]
    jsonschema_rs.Draft202012Validator({**reference, "components": {"schemas": schemas}}).validate(event["data"])
    assert name == event_types[event["type"]].__name__


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_event_is_read_by_its_class(path: Path, document: dict[str, Any]) -> None:
    event = orjson.loads(path.read_bytes())

    assert load_event(event_types[event["type"]], event["data"])


def test_every_service_has_golden_events() -> None:
    services = {path.stem.partition(".")[0] for path in GOLDEN}

    assert {"identity", "customers", "sales"} <= services
