"""What was said."""

from typing import Any

from crm_contracts.service_desk.commands.notes import AddNote
from crm_contracts.service_desk.queries.notes import ListTicketNotes
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_notes_come_page_by_page_and_only_of_the_ticket(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, other = given.ticket(agent), given.ticket(agent)
    for number in range(3):
        crm.do(AddNote, agent, ticket_id=ticket["id"], text=f"Note {number}")
    crm.do(AddNote, agent, ticket_id=other["id"], text="Another")

    first = crm.ask(ListTicketNotes, agent, ticket_id=ticket["id"], limit=2)
    rest = crm.ask(ListTicketNotes, agent, ticket_id=ticket["id"], limit=2, cursor=first["next_cursor"])

    assert [note["text"] for note in first["data"] + rest["data"]] == ["Note 2", "Note 1", "Note 0"]


def test_public_words_alone_can_be_asked_for(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)
    crm.do(AddNote, agent, ticket_id=ticket["id"], text="Among us")
    crm.do(AddNote, agent, ticket_id=ticket["id"], text="To you", visibility="public")

    public = crm.ask(ListTicketNotes, agent, ticket_id=ticket["id"], where={"field": "visibility", "value": "public"})["data"]

    assert [note["text"] for note in public] == ["To you"]


def test_nobody_reads_about_tickets_they_do_not_see(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    with crm.refused(404):
        crm.ask(ListTicketNotes, crm.person("service_desk.*:own"), ticket_id=given.ticket(agent)["id"])
