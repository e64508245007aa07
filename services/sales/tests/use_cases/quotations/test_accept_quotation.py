"""The customer says yes."""

from typing import Any

from crm_contracts.sales.commands.quotations import AcceptQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_once_and_no_second_time(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep)

    accepted = crm.do(AcceptQuotation, rep, quotation_id=sent["id"], version=sent["version"])

    assert accepted["status"] == "accepted"
    write_golden(crm.events("sales.quotation.accepted.v1")[0])
    with crm.refused(409, "illegal_transition"):
        crm.do(AcceptQuotation, rep, quotation_id=sent["id"], version=accepted["version"])
    assert len(crm.events("sales.quotation.accepted.v1")) == 1


def test_not_after_the_last_day(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep)
    given.quotations_age(31)

    with crm.refused(409, "expired"):
        crm.do(AcceptQuotation, rep, quotation_id=sent["id"], version=sent["version"])
