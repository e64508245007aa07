"""Inventory under test."""

from collections.abc import Iterator

import pytest

from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture(scope="session")
def inventory() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("inventory")
    yield service
    service.close()


@pytest.fixture
def crm(inventory: ServiceUnderTest) -> ServiceUnderTest:
    return inventory.fresh()
