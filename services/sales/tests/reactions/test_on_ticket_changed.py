"""Customers with a problem are not offered anything without a thought."""

from typing import Any
from uuid import UUID, uuid4

from crm_contracts.sales.commands.quotations import CopyQuotation, ReviseQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

FINE = {"status": "in_progress", "kind": "request", "escalation_level": 0, "is_overdue": False}


def tell(crm: ServiceUnderTest, type_: str, ticket_id: UUID, account_id: UUID, version: int, **changes: Any) -> None:
    told = {"id": ticket_id, "number": "T-1", "account_id": account_id, **FINE, **changes}
    crm.hear_golden(f"service_desk.{type_}.v1", aggregateversion=version, **told)


def test_an_open_problem_is_acknowledged_and_stands_on_the_quotation(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, ticket = given.account(), uuid4()
    for _ in range(2):
        tell(crm, "ticket.updated", ticket, account, 2, escalation_level=1)
    tell(crm, "ticket.created", ticket, account, 1)

    with crm.refused(409, "open_problem") as problem:
        given.quotation(rep, account_id=account)
    made = given.quotation(rep, account_id=account, acknowledge_open_tickets=True)

    known = [{"id": str(ticket), "number": "T-1", "account_id": str(account), "problem": "escalated"}]
    assert (problem["tickets"], made["acknowledged_tickets"]) == (known, known)


def test_it_is_over_when_the_ticket_is_closed_or_deleted(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, closed, deleted = given.account(), uuid4(), uuid4()
    tell(crm, "complaint.raised", closed, account, 1, kind="complaint")
    tell(crm, "ticket.updated", deleted, account, 1, is_overdue=True)

    tell(crm, "ticket.closed", closed, account, 2, kind="complaint", status="closed")
    tell(crm, "ticket.deleted", deleted, account, 2, is_overdue=True)
    tell(crm, "ticket.updated", closed, account, 1, kind="complaint")

    assert given.quotation(rep, account_id=account)["acknowledged_tickets"] == []


def test_a_problem_anywhere_in_the_group_of_companies_counts(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    holding = given.account("Holding")
    plant, other = given.account("Plant", parent_id=holding), given.account("Other plant", parent_id=holding)
    tell(crm, "ticket.updated", uuid4(), plant, 1, is_overdue=True)

    for account in (holding, plant, other):
        with crm.refused(409, "open_problem"):
            given.quotation(rep, account_id=account)
    assert given.quotation(rep, account_id=given.account("Stranger"))["acknowledged_tickets"] == []


def test_a_copy_is_a_new_offer_and_a_revision_is_none(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    approved = given.approved(rep, account_id=account)
    tell(crm, "complaint.raised", uuid4(), account, 1, kind="complaint")

    with crm.refused(409, "open_problem"):
        crm.do(CopyQuotation, rep, quotation_id=approved["id"])
    copied = crm.do(CopyQuotation, rep, quotation_id=approved["id"], acknowledge_open_tickets=True)
    revised = crm.do(ReviseQuotation, rep, quotation_id=approved["id"], version=approved["version"])

    assert [each["problem"] for each in copied["acknowledged_tickets"]] == ["complaint"]
    assert revised["acknowledged_tickets"] == []
