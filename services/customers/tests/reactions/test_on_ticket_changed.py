"""Tickets that endanger their accounts."""

from typing import Any
from uuid import UUID, uuid4

from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

QUIET = {"status": "in_progress", "kind": "request", "escalation_level": 0, "is_overdue": False}


def tell(crm: ServiceUnderTest, type_: str, ticket_id: UUID, account_id: str, version: int, **changes: Any) -> None:
    told = {"id": ticket_id, "number": "T-1", "account_id": account_id, **QUIET, **changes}
    crm.hear_golden(f"service_desk.{type_}.v1", aggregateversion=version, **told)


def risks(crm: ServiceUnderTest, rep: Caller, account: dict[str, Any]) -> list[str]:
    detail = crm.ask(GetAccount, rep, account_id=account["id"])
    assert detail["is_at_risk"] is bool(detail["risks"])
    return list(detail["risks"])


def test_an_account_is_at_risk_until_its_ticket_is_closed(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made, other, ticket = account(), account("Other"), uuid4()

    for _ in range(2):
        tell(crm, "ticket.updated", ticket, made["id"], 2, escalation_level=2)
    tell(crm, "ticket.created", ticket, made["id"], 1)

    assert risks(crm, rep, made) == ["Ticket T-1 is escalated to level 2"]
    at_risk = crm.ask(ListAccounts, rep, where={"field": "is_at_risk", "value": True})["data"]
    assert [(row["id"], row["is_at_risk"]) for row in at_risk] == [(made["id"], True)]
    tell(crm, "ticket.closed", ticket, made["id"], 3, status="closed", escalation_level=2)
    tell(crm, "ticket.updated", ticket, made["id"], 2, escalation_level=2)
    assert risks(crm, rep, made) == risks(crm, rep, other) == []
    assert crm.ask(ListAccounts, rep, where={"field": "is_at_risk", "value": True})["data"] == []


def test_complaints_and_missed_deadlines_endanger_an_account_and_other_tickets_do_not(
    crm: ServiceUnderTest, rep: Caller, account: Any
) -> None:
    made = account()
    tell(crm, "complaint.raised", uuid4(), made["id"], 1, kind="complaint", number="T-7")
    tell(crm, "ticket.updated", uuid4(), made["id"], 1, is_overdue=True, number="T-8")
    tell(crm, "ticket.created", uuid4(), made["id"], 1, number="T-9")

    assert sorted(risks(crm, rep, made)) == ["Complaint T-7 is open", "Ticket T-8 has missed a deadline"]


def test_a_deleted_ticket_endangers_nobody_until_it_is_back(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made, ticket = account(), uuid4()
    tell(crm, "complaint.raised", ticket, made["id"], 1, kind="complaint")

    tell(crm, "ticket.deleted", ticket, made["id"], 2, kind="complaint")
    gone = risks(crm, rep, made)
    tell(crm, "ticket.restored", ticket, made["id"], 3, kind="complaint")

    assert (gone, risks(crm, rep, made)) == ([], ["Complaint T-1 is open"])


def test_a_ticket_that_goes_to_another_account_endangers_that(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made, survivor, ticket = account(), account("Survivor"), uuid4()

    tell(crm, "ticket.updated", ticket, made["id"], 1, is_overdue=True)
    tell(crm, "ticket.updated", ticket, survivor["id"], 2, is_overdue=True)

    assert (risks(crm, rep, made), risks(crm, rep, survivor)) == ([], ["Ticket T-1 has missed a deadline"])


def test_several_tickets_are_heard_in_one_batch(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account()
    envelopes = [
        crm.hear_golden("service_desk.ticket.updated.v1", id=uuid4(), number=f"T-{number}", account_id=made["id"])
        for number in range(3)
    ]
    later = [
        {**each, "id": str(uuid4()), "aggregateversion": 2, "data": {**each["data"], **QUIET, "is_overdue": True}}
        for each in envelopes
    ]

    crm.hear_all("on_ticket_changed", *later)

    assert len(risks(crm, rep, made)) == 3
