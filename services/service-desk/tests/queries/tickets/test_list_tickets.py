"""Tickets, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.tickets import ListTickets
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_tickets_are_found_by_what_one_knows_of_them(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    account = given.account()
    pump, other = given.ticket(agent, account_id=account, urgency="high"), given.ticket(agent, subject="The engine is hot")

    def found(**where: Any) -> list[str]:
        return [row["id"] for row in crm.ask(ListTickets, agent, where=where)["data"]]

    assert found(field="account_id", value=str(account)) == [pump["id"]]
    assert found(field="q", value="engine") == [other["id"]]
    assert found(field="urgency", op="in", value=["high", "critical"]) == [pump["id"]]
    assert found(field="number", value=other["number"]) == [other["id"]]
    assert found(field="is_unresolved", value=True) == [other["id"], pump["id"]]
    with crm.refused(422, "unknown_field"):
        found(field="description", value="x")


def test_everybody_sees_their_own(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    given.ticket(agent)
    mine = given.ticket(crm.person("service_desk.*:own", team="/2/"))

    for who, count in ((agent, 1), (crm.person("service_desk.*:all"), 2), (crm.person("service_desk.*:team", team="/2/"), 1)):
        page = crm.ask(ListTickets, who, count="exact")
        assert (page["count"], mine["id"] in [row["id"] for row in page["data"]]) == (count, who is not agent)
