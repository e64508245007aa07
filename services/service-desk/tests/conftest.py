"""The service desk under test."""

from collections.abc import Iterator

import pytest

from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture(scope="session")
def service_desk() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("service_desk")
    yield service
    service.close()


@pytest.fixture
def crm(service_desk: ServiceUnderTest) -> ServiceUnderTest:
    return service_desk.fresh()
