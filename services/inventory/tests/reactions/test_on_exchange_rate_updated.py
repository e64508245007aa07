"""What currencies are worth."""

from typing import Any
from uuid import uuid4

from crm_kit.testing.service import ServiceUnderTest


def test_the_last_rate_on_the_day_counts_whatever_came_first(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    latest, earlier = uuid4(), uuid4()
    told = {"currency": "USD", "base_currency": "CNY"}

    crm.hear_golden("sales.exchange_rate.updated.v1", id=latest, **told, rate="7.3", date=given.in_days(0), aggregateversion=2)
    crm.hear_golden("sales.exchange_rate.updated.v1", id=latest, **told, rate="9", date=given.in_days(0), aggregateversion=1)
    envelope = crm.hear_golden("sales.exchange_rate.updated.v1", id=earlier, **told, rate="7.1", date=given.in_days(-30))
    crm.hear(envelope)

    def rate_on(day: int) -> str:
        receipt = buying.receipt(buying.sent(currency="USD"), post=True, posted_on=given.in_days(day))
        return str(receipt["rate"])

    assert [rate_on(0), rate_on(-1), rate_on(-60)] == ["7.3", "7.1", "7.1"]
