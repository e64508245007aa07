"""What keeps two records from having the same exact key, even where neither saw the other come."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from customers.tables import match_keys


def keep(crm: ServiceUnderTest, key: str, *, is_exact: bool, times: int) -> None:
    with Work(crm.app.sessions, Caller.for_system(crm.tenant_id, crm.app.name), "*", "test", {}) as work:
        for _ in range(times):
            work.session.execute(insert(match_keys).values(key=key, record_id=uuid4(), is_exact=is_exact))


def test_one_record_alone_has_an_exact_key(crm: ServiceUnderTest) -> None:
    with pytest.raises(IntegrityError):
        keep(crm, "account email info@acme.example", is_exact=True, times=2)


def test_several_records_may_look_alike(crm: ServiceUnderTest) -> None:
    keep(crm, "account name acme", is_exact=False, times=2)

    assert len(crm.rows(select(match_keys.c.record_id).where(match_keys.c.key == "account name acme"))) == 2


def test_another_tenant_has_the_same_exact_key(crm: ServiceUnderTest) -> None:
    for tenant in (crm, crm.fresh()):
        keep(tenant, "account email info@acme.example", is_exact=True, times=1)

    assert len(crm.rows(select(match_keys.c.key))) == 1
