"""A service with a database, for tests of the kit's core."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_kit.testing.service import ServiceUnderTest

sys.path.insert(0, str(Path(__file__).parent / "shelf_service" / "src"))


@pytest.fixture(scope="session")
def shelf() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("shelf")
    yield service
    service.close()


@pytest.fixture
def crm(shelf: ServiceUnderTest) -> ServiceUnderTest:
    return shelf.fresh()
