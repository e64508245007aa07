"""What is promised although processes die: a system of its own, whose parts these tests kill on purpose."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_kit.testing.system import CHECKOUT, System

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e" / "support"))
sys.path.insert(0, str(Path(__file__).parent / "support"))

from company import Company, found_company

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They start a system, break it, and wait until it has mended itself."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """A running system on private ports; data of earlier runs is gone."""
    made = System(CHECKOUT / ".run" / "faulted")
    made.reset()
    yield made.up()
    made.down()


@pytest.fixture(scope="session")
def company(system: System) -> Company:
    return found_company(system)
