"""Agreements end by themselves."""

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import update

from crm_contracts.service_desk.queries.installed_base import GetAgreement
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from service_desk.domain.agreement import Agreement


def test_what_is_over_ends_and_the_rest_goes_on(crm: ServiceUnderTest, base: Any) -> None:
    over, running = base.agreement(), base.agreement()
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    with Work(crm.app.sessions, Caller.for_system(crm.tenant_id, "service_desk"), "*", "test", {}) as work:
        work.session.execute(update(Agreement).where(Agreement.id == UUID(over["id"])).values(ends_on=yesterday))

    crm.ring("end_agreements")
    crm.ring("end_agreements")

    now = [crm.ask(GetAgreement, base.admin, agreement_id=each["id"])["status"] for each in (over, running)]
    assert now == ["ended", "active"]
    assert len(crm.events("service_desk.agreement.ended.v1")) == 1
