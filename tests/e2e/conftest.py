"""Stories about the whole system. All of them use one running system and one company in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_kit.testing.system import Client, System

sys.path.insert(0, str(Path(__file__).parent / "support"))

from company import Company, found_company
from tenants import administrator_of

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every story takes longer than a second, for the system has to start."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def company(system: System) -> Company:
    """Teams and people whom stories may use but not change."""
    return found_company(system)


@pytest.fixture(scope="session")
def stranger(system: System) -> Client:
    """The administrator of another tenant: there is nothing that they may not do, at home."""
    return administrator_of(system, "other")


@pytest.fixture
def whole(system: System) -> Iterator[System]:
    """The system for a story that stops parts of it; afterwards everything runs again, once each."""
    yield system
    system.up()
