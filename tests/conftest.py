"""The whole system, started once for the tests that span services."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_kit.testing.system import CHECKOUT, Client, System


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """A running system of its own, without data of earlier runs; or that in the folder `CRM_TESTED`, as it is, which stays."""
    if kept := os.environ.get("CRM_TESTED"):
        found = System(Path(kept).resolve())
        yield found
        found.leave()
        return
    made = System(CHECKOUT / ".run" / "tested")
    made.reset()
    yield made.up()
    made.down()


@pytest.fixture(scope="session")
def admin(system: System) -> Client:
    return system.administrator
