"""Taking in what somebody asks for."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.tickets import CreateTicket
from crm_contracts.service_desk.queries.tickets import GetTicket, ListTicketJournal
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_somebody_calls_and_there_is_a_ticket(crm: ServiceUnderTest, agent: Caller) -> None:
    made = crm.do(CreateTicket, agent, subject="The pump does not start", nature="fault", source="phone", urgency="high")

    assert (made["status"], made["kind"], made["number"][:2], made["urgency"]) == ("new", "request", "T-", "high")
    assert made["owner_id"] == str(agent.user_id)
    assert crm.ask(GetTicket, agent, ticket_id=made["id"]) == made
    [told] = crm.events("service_desk.ticket.created.v1")
    assert told["data"]["subject"] == "The pump does not start"
    write_golden(told)


def test_the_journal_begins_with_what_the_clocks_need(crm: ServiceUnderTest, agent: Caller) -> None:
    made = crm.do(CreateTicket, agent, subject="Help", nature="consultation", urgency="critical")

    journal = crm.ask(ListTicketJournal, agent, where={"field": "ticket_id", "op": "eq", "value": made["id"]})["data"]

    begun = {(row["kind"], row["before"], row["after"]) for row in journal}
    assert {("status", None, "new"), ("urgency", None, "critical"), ("kind", None, "request")} <= begun


def test_the_same_message_again_is_the_same_ticket(crm: ServiceUnderTest, agent: Caller) -> None:
    told = {"subject": "Help", "nature": "consultation", "source": "email", "message_id": "<1@acme.example>"}

    first, again = crm.do(CreateTicket, agent, **told), crm.do(CreateTicket, agent, **told)
    by_phone = crm.do(CreateTicket, agent, **{**told, "source": "phone"})

    assert first["id"] == again["id"] != by_phone["id"]
    assert len(crm.events("service_desk.ticket.created.v1")) == 2


def test_a_message_that_another_has_taken_in_is_not_shown_to_everybody(crm: ServiceUnderTest, agent: Caller) -> None:
    told = {"subject": "Help", "nature": "consultation", "source": "email", "message_id": "<1@acme.example>"}
    crm.do(CreateTicket, agent, **told)

    with crm.refused(409, "duplicate"):
        crm.do(CreateTicket, crm.person("service_desk.*:own"), **told)


def test_a_ticket_goes_to_a_group_at_once(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    team = given.team("/1/9/")

    made = crm.do(CreateTicket, agent, subject="Help", nature="consultation", group_id=team)

    assert (made["group_id"], made["owner_id"], made["status"]) == (str(team), str(team), "new")
    [told] = crm.events("service_desk.ticket.assigned.v1")
    assert (told["data"]["group_id"], told["data"]["user_id"]) == (str(team), None)
    write_golden(told)


def test_a_complaint_is_raised_and_its_account_owner_told(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    owner = crm.person()
    complaint = {"severity": "critical", "responsible_department": "Assembly"}
    account = given.account(owner_id=owner.user_id)

    made = crm.do(CreateTicket, agent, subject="It burnt", nature="complaint", account_id=account, complaint=complaint)

    assert (made["kind"], made["complaint"]["severity"]) == ("complaint", "critical")
    assert (made["complaint"]["complaint_stage"], made["suppresses_promotion"]) == ("investigating", True)
    [told] = crm.events("service_desk.complaint.raised.v1")
    assert told["data"]["notified"] == [str(owner.user_id)]
    write_golden(told)


def test_a_contact_of_one_account_speaks_for_it(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    account, other = given.account(), given.account()
    told = {"subject": "Help", "nature": "fault"}

    made = crm.do(CreateTicket, agent, **told, contact_id=given.contact(account))
    unclear = crm.do(CreateTicket, agent, **told, contact_id=given.contact(account, other))

    assert (made["account_id"], unclear["account_id"]) == (str(account), None)


def test_customers_are_known_and_seen(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    told = {"subject": "Help", "nature": "fault"}
    hidden = given.account(owner_id=crm.person(team="/2/").user_id)

    for field in ("account_id", "contact_id", "product_id", "problem_type_id"):
        with crm.refused(422, pointer=f"/{field}"):
            crm.do(CreateTicket, agent, **told, **{field: uuid4()})
    with crm.refused(422, "unknown_account"):
        crm.do(CreateTicket, crm.person("service_desk.*:own", "customers.*:own"), **told, account_id=hidden)
    assert not crm.events("service_desk.ticket.created.v1")


def test_nonsense_is_refused_and_nothing_made(crm: ServiceUnderTest, agent: Caller) -> None:
    told = {"subject": "Help", "nature": "fault"}

    for field, value in (
        ("urgency", "now"),
        ("nature", "joke"),
        ("subject", ""),
        ("status", "closed"),
        ("description", "x" * 4001),
    ):
        with crm.refused(422, pointer=f"/{field}"):
            crm.do(CreateTicket, agent, **{**told, field: value})
    with crm.refused(422, pointer="/complaint"):
        crm.do(CreateTicket, agent, subject="Help", nature="complaint")
    with crm.refused(422, "unknown_team"):
        crm.do(CreateTicket, agent, **told, group_id=uuid4())
    with crm.refused(422, pointer="/owner_id"):
        crm.do(CreateTicket, agent, **told, group_id=uuid4(), owner_id=agent.user_id)
    assert not crm.events()
