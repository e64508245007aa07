"""Calling quotations off."""

from typing import Any

from crm_contracts.sales.commands.quotations import CancelQuotation, ReviseQuotation, SendQuotation, SubmitQuotation
from crm_contracts.sales.queries.quotations import GetQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_revision_before_it_is_what_it_was(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    first = given.sent(rep)
    second = crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=first["version"], valid_until=given.in_days(60))
    for message in (SubmitQuotation, SendQuotation):
        second = crm.do(message, rep, quotation_id=second["id"], version=second["version"])

    cancelled = crm.do(CancelQuotation, rep, quotation_id=second["id"], version=second["version"], reason="Mistake")

    assert (cancelled["status"], cancelled["closing_reason"], cancelled["is_latest"]) == ("cancelled", "Mistake", False)
    now = crm.ask(GetQuotation, rep, quotation_id=first["id"])
    assert (now["status"], now["is_latest"]) == ("sent", True)
    third = crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=now["version"])
    assert third["revision"] == 3


def test_not_once_it_is_ordered(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep)
    given.order(rep, account_id=None, quotations=[{"quotation_id": sent["id"]}])
    now = crm.ask(GetQuotation, rep, quotation_id=sent["id"])

    with crm.refused(409, "illegal_transition"):
        crm.do(CancelQuotation, rep, quotation_id=sent["id"], version=now["version"], reason="Mistake")
