"""Marketing under test."""

from collections.abc import Iterator

import pytest

from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture(scope="session")
def marketing() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("marketing")
    yield service
    service.close()


@pytest.fixture
def crm(marketing: ServiceUnderTest) -> ServiceUnderTest:
    return marketing.fresh()
