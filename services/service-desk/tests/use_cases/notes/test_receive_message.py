"""Messages of customers."""

from typing import Any

from crm_contracts.service_desk.commands.notes import ReceiveMessage
from crm_contracts.service_desk.commands.settings import ChangeSettings
from crm_contracts.service_desk.commands.tickets import AwaitCustomer, MergeTicket
from crm_contracts.service_desk.queries.notes import ListTicketNotes
from crm_contracts.service_desk.queries.tickets import ListTickets
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

MAIL = {"source": "email", "message_id": "<1@acme.example>", "subject": "The pump", "text": "It does not start"}


def mail(crm: ServiceUnderTest, who: Caller, number: int, **more: Any) -> dict[str, Any]:
    return dict(crm.do(ReceiveMessage, who, **{**MAIL, "message_id": f"<{number}@acme.example>", **more}))


def test_a_conversation_is_one_ticket(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    contact = given.contact(given.account())

    first = mail(crm, agent, 1, contact_id=contact)
    second = mail(crm, agent, 2, references=["<0@acme.example>", "<1@acme.example>"], text="Still not")
    third = mail(crm, agent, 3, references=["<2@acme.example>"], text="Hello?")
    other = mail(crm, agent, 4)

    assert first["id"] == second["id"] == third["id"] != other["id"]
    assert (first["description"], first["contact_id"]) == ("It does not start", str(contact))
    said = crm.ask(ListTicketNotes, agent, ticket_id=first["id"])["data"]
    assert [(note["text"], note["author"]) for note in said] == [("Hello?", "customer"), ("Still not", "customer")]
    assert len(given.journal(agent, first, "customer_note")) == 2


def test_the_same_message_again_changes_nothing(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = mail(crm, agent, 1)
    mail(crm, agent, 2, ticket_number=ticket["number"])

    again = [mail(crm, agent, 1), mail(crm, agent, 2, ticket_number=ticket["number"])]

    assert {each["id"] for each in again} == {ticket["id"]}
    assert len(crm.ask(ListTicketNotes, agent, ticket_id=ticket["id"])["data"]) == 1
    assert len(crm.ask(ListTickets, agent)["data"]) == 1


def test_an_answer_wakes_a_ticket_that_waits_for_it(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    waiting = given.step(AwaitCustomer, agent, given.started(agent))

    assert mail(crm, agent, 1, ticket_number=waiting["number"])["status"] == "in_progress"


def test_an_answer_to_a_solution_reopens_it(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    for done in (given.solved(agent), given.closed(agent)):
        again = mail(crm, agent, hash(done["id"]), ticket_number=done["number"])

        assert (again["id"], again["status"], again["reopen_count"]) == (done["id"], "in_progress", 1)


def test_too_late_an_answer_begins_one_new_ticket_that_takes_the_next_answers_too(
    crm: ServiceUnderTest, given: Any, agent: Caller
) -> None:
    crm.do(ChangeSettings, crm.administrator(), version=0, reopen_days=0)
    closed = given.closed(agent)

    new, next_one = (mail(crm, agent, number, ticket_number=closed["number"]) for number in (1, 2))

    assert (new["previous_id"], new["id"]) == (closed["id"], next_one["id"])
    assert len(crm.ask(ListTicketNotes, agent, ticket_id=new["id"])["data"]) == 2


def test_an_answer_to_a_merged_ticket_goes_to_the_survivor(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    first, second, last = (given.ticket(agent) for _ in range(3))
    given.step(MergeTicket, agent, first, target_id=second["id"], reason="The same")
    [second] = crm.ask(ListTickets, agent, where={"field": "number", "value": second["number"]})["data"]
    given.step(MergeTicket, agent, second, target_id=last["id"], reason="The same")

    assert mail(crm, agent, 1, ticket_number=first["number"])["id"] == last["id"]


def test_who_does_not_see_the_conversation_begins_another(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    other = mail(crm, crm.person("service_desk.*:own"), 1, ticket_number=ticket["number"])

    assert other["id"] != ticket["id"]
    with crm.refused(422, pointer="/text"):
        mail(crm, agent, 9, text="x" * 20_001)
    with crm.refused(422, pointer="/nature"):
        mail(crm, agent, 9, nature="complaint")
