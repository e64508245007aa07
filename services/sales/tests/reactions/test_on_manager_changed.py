"""Who reports to whom."""

from uuid import uuid4

from sqlalchemy import select

from crm_kit.testing.service import ServiceUnderTest
from sales.domain.copies import ReportingLine


def test_the_newest_word_counts(crm: ServiceUnderTest) -> None:
    user, first, second = uuid4(), uuid4(), uuid4()

    crm.hear_golden("identity.user.updated.v1", id=user, manager_id=second, aggregateversion=2)
    crm.hear_golden("identity.user.created.v1", id=user, manager_id=first, aggregateversion=1)

    assert crm.rows(select(ReportingLine.manager_id).where(ReportingLine.id == user)) == [(second,)]
