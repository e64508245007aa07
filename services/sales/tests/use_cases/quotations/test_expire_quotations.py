"""Quotations whose time is over."""

from typing import Any

from crm_contracts.sales.commands.quotations import ExpireQuotations, ReviseQuotation
from crm_contracts.sales.queries.quotations import GetQuotation, ListQuotations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_only_what_was_sent_and_not_answered_expires(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent, draft, approved = given.sent(rep), given.quotation(rep), given.approved(rep)
    given.quotations_age(31)
    still = given.sent(rep)
    assert {row["id"]: row["is_expired"] for row in crm.ask(ListQuotations, rep)["data"]} == {
        sent["id"]: True, draft["id"]: False, approved["id"]: False, still["id"]: False,
    }  # fmt: skip

    boss = crm.administrator()
    counts = [crm.do(ExpireQuotations, boss)["expired"] for _ in range(2)]

    assert counts == [1, 0]
    found = {each["id"]: each["status"] for each in crm.ask(ListQuotations, rep)["data"]}
    assert found == {sent["id"]: "expired", draft["id"]: "draft", approved["id"]: "approved", still["id"]: "sent"}
    write_golden(crm.events("sales.quotation.expired.v1")[0])


def test_what_has_expired_is_extended_by_a_revision(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep)
    given.quotations_age(31)
    crm.do(ExpireQuotations, crm.administrator())
    now = crm.ask(GetQuotation, rep, quotation_id=sent["id"])

    with crm.refused(409, "illegal_transition"):
        given.order(rep, account_id=None, quotations=[{"quotation_id": sent["id"]}])
    longer = crm.do(ReviseQuotation, rep, quotation_id=sent["id"], version=now["version"])

    assert longer["valid_until"] == given.in_days(30).isoformat()
