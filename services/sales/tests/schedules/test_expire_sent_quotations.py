"""Quotations expire by themselves."""

from typing import Any

from crm_contracts.sales.queries.quotations import ListQuotations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_was_not_answered_in_time_expires_by_itself(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    late = given.sent(rep)
    given.quotations_age(31)
    still = given.sent(rep)

    crm.ring("expire_sent_quotations")
    crm.ring("expire_sent_quotations")

    found = {each["id"]: each["status"] for each in crm.ask(ListQuotations, rep)["data"]}
    assert found == {late["id"]: "expired", still["id"]: "sent"}
    assert [event["subject"] for event in crm.events("sales.quotation.expired.v1")] == [late["id"]]
