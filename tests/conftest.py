"""The whole system, started once for the tests that span services."""

from collections.abc import Iterator

import pytest

from crm_kit.testing.system import CHECKOUT, Client, System


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """A running system of its own; data of earlier runs is gone."""
    made = System(CHECKOUT / ".run" / "tested")
    made.reset()
    yield made.up()
    made.down()


@pytest.fixture(scope="session")
def admin(system: System) -> Client:
    return system.administrator
