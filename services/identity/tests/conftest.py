"""Identity under test."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity import passwords
from identity.testing import Company, rows

CHEAP_NOBODYS = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("known to nobody")


@pytest.fixture(scope="session")
def identity() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("identity")
    yield service
    service.close()


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing as in earnest takes a quarter of a second; the tests of passwords themselves undo this."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", cheap)
    monkeypatch.setattr(passwords, "NOBODYS", CHEAP_NOBODYS)


@pytest.fixture
def no_attempts(identity: ServiceUnderTest) -> None:
    """Attempts to sign in belong to no tenant, so they would add up over the tests."""
    rows("DELETE FROM sign_in_attempts")


@pytest.fixture
def company(identity: ServiceUnderTest, no_attempts: None) -> Company:
    return Company(identity)


@pytest.fixture
def crm(company: Company) -> ServiceUnderTest:
    return company.crm


@pytest.fixture
def admin(company: Company) -> Caller:
    return company.admin.caller


@pytest.fixture
def unknown() -> UUID:
    """An id of nothing."""
    return uuid4()
