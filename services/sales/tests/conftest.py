"""Sales under test."""

from collections.abc import Iterator

import pytest

from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture(scope="session")
def sales() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("sales")
    yield service
    service.close()


@pytest.fixture
def crm(sales: ServiceUnderTest) -> ServiceUnderTest:
    return sales.fresh()
