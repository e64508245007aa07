"""A service that imports, for tests of imports."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from crm_kit.caller import Caller
from crm_kit.colleagues import Colleague
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work

sys.path.insert(0, str(Path(__file__).parent / "stall_service" / "src"))


@pytest.fixture(scope="session")
def stall() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("stall")
    yield service
    service.close()


@pytest.fixture
def crm(stall: ServiceUnderTest) -> ServiceUnderTest:
    return stall.fresh()


@pytest.fixture
def files(crm: ServiceUnderTest) -> ImportsUnderTest:
    from stall import imports

    return ImportsUnderTest(crm, imports)


@pytest.fixture
def rep(crm: ServiceUnderTest) -> Caller:
    return crm.person("stall.*:own")


@pytest.fixture
def admin(crm: ServiceUnderTest) -> Caller:
    return crm.administrator()


@pytest.fixture
def colleague(crm: ServiceUnderTest) -> Caller:
    """Somebody else who works there: ada@crm.test."""
    caller = crm.person("stall.*:own", team="/1/2/")
    with Work(crm.app.sessions, Caller.for_system(crm.tenant_id, "stall"), "*", "test", {}) as work:
        work.begin()
        row = {"id": caller.user_id, "name": "Ada", "email": "Ada@crm.test", "team_path": "/1/2/", "is_active": True}
        work.session.execute(insert(Colleague).values(row))
        work.finish(dict)
    return caller
