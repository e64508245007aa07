"""One word finds everything: names, places and sizes, held by tests."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_kit.app import App, load_app, load_modules
from crm_kit.messages import event_types, registry, spec_of

ROOT = Path(__file__).parents[2]
SERVICES = sorted(folder.parent.name for folder in (ROOT / "services").glob("*/pyproject.toml"))
SOURCES = [*ROOT.glob("libs/*/src"), *ROOT.glob("services/*/src"), ROOT / "gateway" / "src", ROOT / "deploy"]
UNWANTED = {"utils", "helpers", "helper", "managers", "manager", "util", "common", "misc", "models", "schemas", "repositories"}


KINDS = ("use_cases", "queries", "reactions", "schedules")


def source_of(service: str) -> Path:
    return ROOT / "services" / service / "src" / service.replace("-", "_")


def files() -> Iterator[Path]:
    for source in SOURCES:
        yield from (path for path in source.rglob("*.py") if "tests" not in path.parts)


@pytest.fixture(params=SERVICES)
def app(request: pytest.FixtureRequest) -> App:
    return load_app(request.param)


def test_an_operation_its_function_and_its_file_have_one_name(app: App) -> None:
    for name, operation in app.operations.items():
        if name == "ping":
            continue
        kind = "queries" if operation.spec.kind == "query" else "use_cases"
        assert operation.run.__name__ == name
        assert f".{kind}." in operation.run.__module__, operation.run.__module__
        assert operation.run.__module__.endswith(f".{name}"), operation.run.__module__


def test_every_message_of_the_contracts_is_handled(app: App) -> None:
    load_modules("crm_contracts")
    wanted = {spec.operation for spec in registry.values() if spec.service == app.name and spec.kind in ("command", "query")}

    assert wanted - set(app.operations) == set()


def test_permissions_belong_to_the_service_that_asks_for_them(app: App) -> None:
    for operation in app.operations.values():
        allow = operation.spec.allow
        assert allow in ("public", "signed-in") or allow.startswith(f"{app.name}."), allow


def test_every_reaction_is_to_an_event_that_exists(app: App) -> None:
    for reaction in app.reactions.values():
        for event in reaction.events:
            assert event_types[spec_of(event).type] is event
        assert reaction.queue == f"{app.name}.{reaction.name}"


def test_what_happens_in_time_has_a_file_of_its_name(app: App) -> None:
    for name, schedule in app.schedules.items():
        assert schedule.run.__module__.endswith(f".schedules.{name}"), schedule.run.__module__
        assert schedule.run.__name__ == name


@pytest.mark.parametrize("service", SERVICES)
def test_every_use_case_query_reaction_and_schedule_has_its_test_file(service: str) -> None:
    tests = {path.name for path in (ROOT / "services" / service / "tests").rglob("test_*.py")}
    kinds = [path for kind in KINDS for path in (source_of(service) / kind).rglob("*.py")]
    tested = [path for path in kinds if path.stem != "__init__"]

    assert [str(path.relative_to(ROOT)) for path in tested if f"test_{path.stem.lstrip('_')}.py" not in tests] == []


def test_what_the_kit_does_for_services_has_its_test_files_too() -> None:
    tests = {path.name for path in (ROOT / "libs" / "kit" / "tests").rglob("test_*.py")}
    kinds = [path for kind in ("use_cases", "queries") for path in (ROOT / "libs/kit/src/crm_kit").rglob(f"{kind}/*.py")]

    assert [path.stem for path in kinds if path.stem != "__init__" and f"test_{path.stem}.py" not in tests] == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in files() if path.stem in UNWANTED] == []


def test_files_and_functions_can_be_read_in_one_sitting() -> None:
    long = []
    for path in files():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 320:
            long.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 40:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")

    assert long == []
