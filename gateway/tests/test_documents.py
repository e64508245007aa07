"""The documents of the API equal what the code generates, and the routes equal the documents."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest

from crm_kit.apidocs.examples import example
from crm_kit.messages import load
from gateway import apidocs
from gateway.application import make_app, routes
from gateway.pages import DOORS
from gateway.routes import ROWS
from gateway.rows import served
from gateway.settings import GatewaySettings

FOLDER = Path(__file__).parents[2] / "docs" / "api"
COMMANDS = sorted(
    {row.message for row in ROWS if row.spec.kind == "command"}, key=lambda each: f"{each.__module__}.{each.__name__}"
)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return dict(orjson.loads(apidocs.openapi(ROWS)))


def operations(document: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((method.upper(), path) for path, entry in document["paths"].items() for method in entry)


def test_the_committed_documents_are_what_the_code_generates(capsys: pytest.CaptureFixture[str]) -> None:
    assert apidocs.main(["check", str(FOLDER)]) == 0, capsys.readouterr().err


def test_documents_that_differ_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert apidocs.main(["write", str(tmp_path)]) == 0
    (tmp_path / "openapi.json").write_text("{}")

    assert apidocs.main(["check", str(tmp_path)]) == 1
    assert "openapi.json is not what the code generates" in capsys.readouterr().err


def test_every_route_is_in_the_document_and_every_operation_is_a_route(document: dict[str, Any]) -> None:
    app = make_app(GatewaySettings("amqp://localhost/", "redis://localhost", "k" * 32), ROWS)

    served_routes = sorted((method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)) for method, rule in routes(app))
    for_people = {"/docs/{name}", *(re.sub(r"<(\w+)>", r"{\1}", door) for door in DOORS)}
    assert [each for each in served_routes if each[1] not in for_people] == operations(document)


def test_operation_ids_are_unique() -> None:
    names = [row.operation_id for row in served(ROWS)]

    assert sorted(names) == sorted(set(names))


def test_every_place_in_a_path_is_a_field_of_the_message() -> None:
    assert not [row.path for row in served(ROWS) if set(row.places) - set(row.field_names)]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found = set(re.findall(r'"\$ref":"#/components/(\w+)/([^"]+)"', orjson.dumps(document).decode()))

    assert found
    assert not [pair for pair in found if pair[1] not in document["components"][pair[0]]]


def test_every_operation_says_what_it_needs(document: dict[str, Any]) -> None:
    for path, entry in document["paths"].items():
        for method, operation in entry.items():
            assert operation["summary"], (method, path)
            assert "x-permission" in operation or "operations" in operation["tags"], (method, path)


@pytest.mark.parametrize("message", COMMANDS, ids=lambda message: message.__name__)
def test_the_example_of_a_command_is_one(message: type, document: dict[str, Any]) -> None:
    load(message, example(message))


def test_the_examples_in_the_document_fit_its_schemas(document: dict[str, Any]) -> None:
    for path, entry in document["paths"].items():
        for operation in entry.values():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            if "example" in content:
                schema = {**content["schema"], "components": document["components"]}
                assert jsonschema_rs.Draft202012Validator(schema).is_valid(content["example"]), (path, content["example"])


def test_the_document_is_served(anonymous: Any, call: Any) -> None:
    answer = anonymous("GET", "/v1/openapi.json")

    assert (answer.status_code, answer.content_type, answer.json["openapi"]) == (200, "application/json", "3.1.0")
    assert "/v1/tools/{tool_id}/actions/wear-out" in answer.json["paths"]


def test_the_page_needs_nothing_from_elsewhere(anonymous: Any) -> None:
    page = anonymous("GET", "/docs")

    assert page.status_code == 200
    assert not re.findall(r"https?://", page.text)
    assets = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(assets) == 4
    for asset in assets:
        answer = anonymous("GET", asset)
        assert (answer.status_code, len(answer.data) > 20) == (200, True), asset
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert anonymous("GET", "/docs/../../etc/passwd").status_code == 404
    assert anonymous("GET", "/docs/VERSION").status_code == 404
