"""The work list."""

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import text, update

from crm_contracts.service_desk.queries.tickets import ListUnresolvedTickets
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from service_desk.domain.ticket import Ticket


def due(crm: ServiceUnderTest, ticket: dict[str, Any], minutes: int) -> None:
    """The next clock of the ticket runs out in so many minutes."""
    at = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)
    table = Ticket.__table__
    with Work(crm.app.sessions, Caller.for_system(crm.tenant_id, "service_desk"), "*", "test", {}) as work:
        work.session.execute(update(table).where(table.c.id == UUID(ticket["id"])).values(next_due=at, due_by=at))


def test_what_is_due_first_comes_first_and_what_is_solved_not_at_all(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    later, missed, ordinary = given.ticket(agent), given.complaint(agent), given.ticket(agent)
    given.solved(agent)
    due(crm, later, 60)
    due(crm, missed, -5)

    rows = crm.ask(ListUnresolvedTickets, agent)["data"]

    assert [row["id"] for row in rows] == [missed["id"], later["id"], ordinary["id"]]
    assert -400 < rows[0]["remaining_seconds"] < 0 < rows[1]["remaining_seconds"] <= 3600
    assert rows[2]["remaining_seconds"] > 3600


def test_the_list_goes_on_where_a_page_ends(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    tickets = [given.ticket(agent) for _ in range(5)]
    for minutes, ticket in enumerate(tickets[:3]):
        due(crm, ticket, minutes)

    seen, cursor = [], None
    while True:
        page = crm.ask(ListUnresolvedTickets, agent, limit=2, cursor=cursor)
        seen += [row["id"] for row in page["data"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == [ticket["id"] for ticket in tickets]


def test_an_index_serves_the_list(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    given.ticket(agent)
    wanted = "is_unresolved AND deleted_at IS NULL AND tenant_id = crm_tenant()"
    question = f"EXPLAIN SELECT id FROM tickets WHERE {wanted} ORDER BY due_by, id LIMIT 51"

    with Work(crm.app.sessions, Caller.for_system(crm.tenant_id, "service_desk"), "*", "test", {}) as work:
        work.session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(work.session.execute(text(question)).scalars())

    assert "ix_tickets_unresolved_due" in plan
    assert "Sort" not in plan
