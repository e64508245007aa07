"""Who is late with their payments."""

from typing import Any

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden

NEWS = "sales.account.overdue_changed.v1"


def told(crm: ServiceUnderTest) -> list[tuple[str, int]]:
    return [(each["data"]["overdue_amount"]["amount"], each["data"]["oldest_days"]) for each in crm.events(NEWS)]


def test_who_is_late_is_told_of_once_and_again_when_they_have_paid(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00")
    invoice = given.invoice(rep, order, posted_on=given.in_days(-40), due_on=given.in_days(-35))
    given.invoice(rep, given.order_for(rep, "7.00"))

    crm.ring("note_overdue_accounts")
    crm.ring("note_overdue_accounts")
    given.payment(rep, order["account_id"], "60.00", allocations=[{"invoice_id": invoice["id"]}])
    crm.ring("note_overdue_accounts")
    given.payment(rep, order["account_id"], "40.00", allocations=[{"invoice_id": invoice["id"]}])
    crm.ring("note_overdue_accounts")

    assert told(crm) == [("100.00", 35), ("40.00", 35), ("0.00", 0)]
    event = crm.events(NEWS)[0]
    assert (event["subject"], event["data"]["account_id"]) == (order["account_id"], order["account_id"])
    write_golden(event)


def test_who_pays_in_time_is_not_told_of(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.invoice(rep, given.order_for(rep, "100.00"))

    crm.ring("note_overdue_accounts")

    assert told(crm) == []
