"""The compose file and the environment file keep step with the checkout."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from native import environment_file
from native.places import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
FOLDERS = [folder for folder in sorted((ROOT / "services").iterdir()) if (folder / "pyproject.toml").exists()]
BUILT = {name: service for name, service in COMPOSE["services"].items() if "build" in service}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_service_runs_from_its_own_image_and_is_prepared_by_each_job(folder: Path) -> None:
    name = folder.name.replace("-", "_")

    service = COMPOSE["services"][folder.name]

    assert service["build"]["args"]["PACKAGE"] == f"services/{folder.name}"
    assert service["command"] == ["crm-serve", name]
    for job in ("provision", "migrate", "topology", "relay", "scheduler"):
        assert name in COMPOSE["services"][job]["command"]


def test_a_service_is_given_the_addresses_of_no_other() -> None:
    for folder in FOLDERS:
        own = folder.name.replace("-", "_").upper()
        given = COMPOSE["services"][folder.name]["environment"]
        assert all(re.match(rf"CRM_({own}_|SIGNING_KEY|[A-Z]+$)", variable) for variable in given), folder.name


def test_every_published_port_is_of_this_machine_only() -> None:
    published = [port for service in COMPOSE["services"].values() for port in service.get("ports", [])]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_what_runs_for_good_cannot_write_to_its_image_nor_gain_rights() -> None:
    lasting = [service for service in BUILT.values() if service["restart"] != "no"]

    assert lasting
    assert all(service["read_only"] and service["cap_drop"] == ["ALL"] for service in lasting)


def test_every_job_is_waited_for_by_somebody() -> None:
    jobs = {name for name, service in BUILT.items() if service["restart"] == "no"}
    waited_for = {
        name
        for service in COMPOSE["services"].values()
        for name, need in service.get("depends_on", {}).items()
        if need["condition"] == "service_completed_successfully"
    }

    assert jobs == waited_for


def test_the_environment_file_gets_each_secret_once_and_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment_file, "_FILE", tmp_path / ".env")
    (tmp_path / ".env").write_text("CRM_SIGNING_KEY=mine\n")

    environment_file.write_environment_file()
    first = (tmp_path / ".env").read_text()
    environment_file.write_environment_file()

    assert (tmp_path / ".env").read_text() == first
    values = environment_file.read_environment_file()
    assert values["CRM_SIGNING_KEY"] == "mine"
    assert len(set(values.values())) == len(values)
    assert set(re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "docker-compose.yml").read_text())) <= set(values)
