"""Customers under test."""

from collections.abc import Iterator

import pytest

from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture(scope="session")
def customers() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("customers")
    yield service
    service.close()


@pytest.fixture
def crm(customers: ServiceUnderTest) -> ServiceUnderTest:
    return customers.fresh()
