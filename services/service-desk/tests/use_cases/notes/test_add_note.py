"""What agents say."""

from typing import Any

from crm_contracts.service_desk.commands.notes import AddNote
from crm_contracts.service_desk.queries.notes import ListTicketNotes
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_answer_to_the_customer_counts_for_the_clocks_and_a_word_among_agents_does_not(
    crm: ServiceUnderTest, given: Any, agent: Caller
) -> None:
    ticket = given.started(agent)

    crm.do(AddNote, agent, ticket_id=ticket["id"], text="It is the valve again")
    crm.do(AddNote, agent, ticket_id=ticket["id"], text="We are at it", visibility="public")

    said = crm.ask(ListTicketNotes, agent, ticket_id=ticket["id"])["data"]
    assert [(note["text"], note["visibility"]) for note in said] == [
        ("We are at it", "public"), ("It is the valve again", "internal"),
    ]  # fmt: skip
    assert len(given.journal(agent, ticket, "response")) == 1


def test_nothing_is_said_about_what_one_does_not_see(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    with crm.refused(404):
        crm.do(AddNote, crm.person("service_desk.*:own"), ticket_id=ticket["id"], text="Hello")
    with crm.refused(422, pointer="/text"):
        crm.do(AddNote, agent, ticket_id=ticket["id"], text=" ")
