"""The service desk under test."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from crm_contracts.service_desk.commands.assignment import CreateAssignmentRule, SetAgentProfile
from crm_contracts.service_desk.commands.calendars import CreateCalendar
from crm_contracts.service_desk.commands.complaints import ChangeComplaint, SettleComplaint
from crm_contracts.service_desk.commands.installed_base import ActivateAgreement, CreateAgreement, CreateAsset
from crm_contracts.service_desk.commands.policies import CreatePolicy
from crm_contracts.service_desk.commands.tickets import (
    AcceptTicket,
    AllocateTicket,
    ConfirmTicket,
    CreateTicket,
    SolveTicket,
    StartTicket,
)
from crm_contracts.service_desk.queries.policies import ListTicketClocks
from crm_contracts.service_desk.queries.tickets import ListTicketJournal
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from service_desk.domain.journal import TicketEntry
from service_desk.domain.ticket import Ticket


@pytest.fixture(scope="session")
def service_desk() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("service_desk")
    yield service
    service.close()


@pytest.fixture
def crm(service_desk: ServiceUnderTest) -> ServiceUnderTest:
    return service_desk.fresh()


@pytest.fixture
def agent(crm: ServiceUnderTest) -> Caller:
    """Somebody at the desk, who sees their own, and all customers and what these have."""
    return crm.person("service_desk.*:own", "service_desk.asset.read:all", "customers.*:all")


class Given:
    """What tests start from, made by the public doors."""

    def __init__(self, crm: ServiceUnderTest):
        self.crm = crm

    def account(self, name: str = "Acme", **changes: Any) -> UUID:
        """An account that customers has told of."""
        account_id: UUID = changes.pop("id", None) or uuid4()
        self.crm.hear_golden("customers.account.created.v1", id=account_id, name=name, **{"owner_id": uuid4(), **changes})
        return account_id

    def contact(self, *account_ids: UUID, **changes: Any) -> UUID:
        """A contact of these accounts."""
        contact_id: UUID = changes.pop("id", None) or uuid4()
        accounts = [{"id": each, "role": "", "is_primary": True} for each in account_ids]
        self.crm.hear_golden(
            "customers.contact.created.v1", id=contact_id, **{"accounts": accounts, "owner_id": uuid4(), **changes}
        )
        return contact_id

    def team(self, path: str = "/1/9/", **changes: Any) -> UUID:
        """A team that identity has told of."""
        team_id: UUID = changes.pop("id", None) or uuid4()
        self.crm.hear_golden("identity.team.changed.v1", id=team_id, ids=[team_id], path=path, **changes)
        return team_id

    def product(self, code: str = "P-1", **changes: Any) -> UUID:
        """A product that inventory has told of."""
        product_id: UUID = changes.pop("id", None) or uuid4()
        self.crm.hear_golden("inventory.product.created.v1", id=product_id, code=code, name=f"Product {code}", **changes)
        return product_id

    def ticket(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A new ticket of theirs."""
        told = {"subject": "The pump does not start", "nature": "fault", "source": "phone", **fields}
        return self.crm.do(CreateTicket, who, **told)

    def complaint(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A new complaint of theirs."""
        told = {"severity": "major", "responsible_department": "Assembly"}
        return self.ticket(who, **{"nature": "complaint", "complaint": told, **fields})

    def accepted(self, who: Caller, **fields: Any) -> dict[str, Any]:
        return self.step(AcceptTicket, who, self.ticket(who, **fields))

    def allocated(self, who: Caller, **fields: Any) -> dict[str, Any]:
        return self.step(AllocateTicket, who, self.accepted(who, **fields), owner_id=who.user_id)

    def started(self, who: Caller, **fields: Any) -> dict[str, Any]:
        return self.step(StartTicket, who, self.allocated(who, **fields))

    def solved(self, who: Caller, **fields: Any) -> dict[str, Any]:
        return self.step(SolveTicket, who, self.started(who, **fields), solution="Turned the valve", cause_code="valve")

    def closed(self, who: Caller, **fields: Any) -> dict[str, Any]:
        return self.step(ConfirmTicket, who, self.solved(who, **fields))

    def settled_complaint(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A solved complaint of theirs with everything that its closure needs."""
        told = {"severity": "major", "responsible_department": "Assembly"}
        ticket = self.solved(who, **{"nature": "complaint", "complaint": told, **fields})
        found = {"cause": "A loose bolt", "root_cause": "No check at the gate"}
        learnt = {"corrective_action": "Tightened", "preventive_action": "Check at the gate"}
        ticket = self.step(ChangeComplaint, who, ticket, **found, **learnt)
        return self.step(SettleComplaint, who, ticket, outcome="agreed", verdict="Satisfied")

    def journal(self, who: Caller, ticket: dict[str, Any], kind: str, **only: Any) -> list[dict[str, Any]]:
        """What the ticket's journal has of a kind, latest first."""
        wanted = {"ticket_id": ticket["id"], "kind": kind, **only}
        where = {"and": [{"field": name, "value": value} for name, value in wanted.items()]}
        return list(self.crm.ask(ListTicketJournal, who, where=where)["data"])

    def later(self, ticket: dict[str, Any], days: int) -> None:
        """Whatever happened to the ticket happened so many days earlier."""
        past = dt.timedelta(days=days)
        moments = ("merged_at", "solved_at", "closed_at")
        table = Ticket.__table__
        moved = update(table).where(table.c.id == UUID(ticket["id"])).values({name: table.c[name] - past for name in moments})
        with Work(self.crm.app.sessions, Caller.for_system(self.crm.tenant_id, "service_desk"), "*", "test", {}) as work:
            work.session.execute(moved)

    def step(self, command: type, who: Caller, ticket: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The ticket after a command."""
        return self.crm.do(command, who, ticket_id=ticket["id"], version=ticket["version"], **more)


@pytest.fixture
def given(crm: ServiceUnderTest) -> Given:
    return Given(crm)


ALWAYS = [{"weekday": day, "starts": "00:00", "ends": "24:00"} for day in range(1, 8)]


class Promised:
    """Service levels that tests start from, and time that passes."""

    def __init__(self, crm: ServiceUnderTest, admin: Caller):
        self.crm, self.admin = crm, admin

    def calendar(self, **fields: Any) -> dict[str, Any]:
        """Somebody works day and night."""
        told = {"name": "Always", "zone": "Europe/Berlin", "hours": ALWAYS, **fields}
        return dict(self.crm.do(CreateCalendar, self.admin, **told))

    def policy(self, *targets: dict[str, Any], **fields: Any) -> dict[str, Any]:
        """The default policy, under which an hour is an hour; a first answer is due within one."""
        wanted = targets or ({"clock": "first_response", "minutes": 60},)
        told = {"name": "Quick", "calendar_id": self.calendar()["id"], "targets": wanted, "is_default": True, **fields}
        return dict(self.crm.do(CreatePolicy, self.admin, **told))

    def passed(self, ticket: dict[str, Any], minutes: float) -> None:
        """So much time passes for the ticket: all that happened to it happened so much earlier."""
        past = dt.timedelta(minutes=minutes)
        moved = update(TicketEntry).where(TicketEntry.ticket_id == UUID(ticket["id"])).values(at=TicketEntry.at - past)
        with Work(self.crm.app.sessions, Caller.for_system(self.crm.tenant_id, "service_desk"), "*", "test", {}) as work:
            work.session.execute(moved, execution_options={"synchronize_session": False})

    def clocks(self, who: Caller, ticket: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """What the clocks of the ticket say, by their names."""
        where = {"field": "ticket_id", "value": ticket["id"]}
        return {row["clock"]: row for row in self.crm.ask(ListTicketClocks, who, where=where)["data"]}


@pytest.fixture
def promised(crm: ServiceUnderTest) -> Promised:
    return Promised(crm, crm.administrator())


class InstalledBase:
    """What customers have from us, and what was agreed with them."""

    def __init__(self, crm: ServiceUnderTest, given: Given, admin: Caller):
        self.crm, self.given, self.admin = crm, given, admin

    def asset(self, **fields: Any) -> dict[str, Any]:
        """A pump with a serial number, sold today."""
        told = {"serial": f"PX-{uuid4().hex[:8]}", "sold_on": dt.datetime.now(dt.UTC).date(), **fields}
        told.setdefault("account_id", self.given.account())
        told.setdefault("product_id", self.given.product())
        return dict(self.crm.do(CreateAsset, self.admin, **told))

    def draft(self, **fields: Any) -> dict[str, Any]:
        """A draft of an agreement from yesterday to a year from now."""
        today = dt.datetime.now(dt.UTC).date()
        told = {"name": "Gold", "starts_on": today - dt.timedelta(days=1), "ends_on": today + dt.timedelta(days=365), **fields}
        told.setdefault("account_id", self.given.account())
        return dict(self.crm.do(CreateAgreement, self.admin, **told))

    def agreement(self, **fields: Any) -> dict[str, Any]:
        """An agreement in force."""
        return self.step(ActivateAgreement, "agreement", self.draft(**fields))

    def step(self, command: type, noun: str, record: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The asset or agreement after a command."""
        return dict(self.crm.do(command, self.admin, **{f"{noun}_id": record["id"]}, version=record["version"], **more))


@pytest.fixture
def base(crm: ServiceUnderTest, given: Given) -> InstalledBase:
    return InstalledBase(crm, given, crm.administrator())


class Crew:
    """A group of people at the desk, and rules that give them tickets."""

    def __init__(self, crm: ServiceUnderTest, given: Given, admin: Caller):
        self.crm, self.admin = crm, admin
        self.team = given.team("/1/9/")
        self.people = sorted((self.join() for _ in range(3)), key=str)

    def join(self, is_active: bool = True) -> UUID:
        """Another one of the group."""
        user_id = uuid4()
        self.crm.hear_golden("identity.user.created.v1", id=user_id, team_id=self.team, team_path="/1/9/", is_active=is_active)
        return user_id

    def rule(self, **fields: Any) -> dict[str, Any]:
        """A rule that gives the group tickets in turn."""
        told = {"name": "In turn", "group_id": self.team, "method": "round_robin", **fields}
        return dict(self.crm.do(CreateAssignmentRule, self.admin, **told))

    def profile(self, user_id: UUID, **fields: Any) -> dict[str, Any]:
        return dict(self.crm.do(SetAgentProfile, self.admin, user_id=user_id, version=0, **fields))


@pytest.fixture
def crew(crm: ServiceUnderTest, given: Given) -> Crew:
    return Crew(crm, given, crm.administrator())
