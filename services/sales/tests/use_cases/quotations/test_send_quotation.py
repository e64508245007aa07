"""Sending quotations."""

from typing import Any

from crm_contracts.sales.commands.quotations import ReviseQuotation, SendQuotation, SubmitQuotation
from crm_contracts.sales.queries.quotations import GetQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_was_sent_is_told(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep)

    assert (sent["status"], sent["sent_at"] is not None) == ("sent", True)
    event = crm.events("sales.quotation.sent.v1")[0]
    assert (event["data"]["revision"], event["data"]["lines"][0]["net_price"]) == (1, "10")
    write_golden(event)


def test_the_revision_before_it_is_superseded(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    first = given.sent(rep)
    longer = {"valid_until": given.in_days(60)}
    second = crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=first["version"], **longer)
    assert crm.ask(GetQuotation, rep, quotation_id=first["id"])["status"] == "sent"

    second = crm.do(SubmitQuotation, rep, quotation_id=second["id"], version=second["version"])
    crm.do(SendQuotation, rep, quotation_id=second["id"], version=second["version"])

    assert crm.ask(GetQuotation, rep, quotation_id=first["id"])["status"] == "superseded"
    write_golden(crm.events("sales.quotation.superseded.v1")[0])


def test_a_draft_is_not_sent(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    draft = given.quotation(rep)

    with crm.refused(409, "illegal_transition"):
        crm.do(SendQuotation, rep, quotation_id=draft["id"], version=draft["version"])
