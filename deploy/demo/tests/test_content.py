"""The demo company's content, without a system."""

import datetime as dt
from collections import Counter

import pytest
from demo import customers, deals, enquiries, outreach, tickets
from demo.content import Body, Step
from demo.load import MOST_ACCOUNTS, Size
from demo.staff import STAFF, TEAMS

from crm_contracts.customers.commands.accounts import CreateAccount
from crm_contracts.customers.commands.contacts import CreateContact, RecordConsent
from crm_contracts.identity.commands import CreateTeam, CreateUser
from crm_contracts.marketing.commands.budgets import PlanBudget, RecordCost
from crm_contracts.marketing.commands.campaigns import ApproveCampaign, CreateCampaign, SubmitCampaign
from crm_contracts.marketing.commands.forms import CreateForm
from crm_contracts.marketing.commands.plans import CreatePlan
from crm_contracts.marketing.commands.target_lists import CreateTargetList
from crm_contracts.marketing.commands.templates import CreateTemplate
from crm_contracts.sales.commands.conversion import ConvertLead
from crm_contracts.sales.commands.leads import AcceptLead, CreateLead, NurtureLead, RecordFirstContact, RecycleLead, RejectLead
from crm_contracts.sales.commands.opportunities import (
    AdvanceOpportunity,
    CancelOpportunity,
    CreateOpportunity,
    HoldOpportunity,
    LoseOpportunity,
    MoveBackOpportunity,
    WinOpportunity,
)
from crm_contracts.sales.commands.processes import CreateProcess, CreateReason
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.service_desk.commands.policies import EscalateTicket
from crm_contracts.service_desk.commands.tickets import (
    AcceptTicket,
    AllocateTicket,
    AwaitCustomer,
    ConfirmTicket,
    CreateTicket,
    SolveTicket,
    StartTicket,
)
from crm_kit.messages import load

TODAY = dt.date(2026, 11, 22)
SOMEBODY = "0190f0c0-0000-7000-8000-000000000001"
SIZE = Size(300)
CUSTOMERS = [customers.customer(number) for number in range(SIZE.customers)]
ENQUIRIES = [enquiries.enquiry(number, TODAY) for number in range(SIZE.enquiries)]
DEALS = [deals.deal(number, CUSTOMERS[number * 7 % len(CUSTOMERS)], TODAY) for number in range(SIZE.deals)]
LEAD_ACTIONS = {
    "accept": AcceptLead, "reject": RejectLead, "recycle": RecycleLead, "nurture": NurtureLead,
    "record-first-contact": RecordFirstContact,
    "convert": ConvertLead,
}  # fmt: skip
DEAL_ACTIONS = {
    "advance": AdvanceOpportunity, "move-back": MoveBackOpportunity, "win": WinOpportunity, "lose": LoseOpportunity,
    "cancel": CancelOpportunity, "hold": HoldOpportunity,
}  # fmt: skip
TICKET_ACTIONS = {
    "accept": AcceptTicket, "allocate": AllocateTicket, "start": StartTicket, "await-customer": AwaitCustomer,
    "escalate": EscalateTicket, "solve": SolveTicket, "confirm": ConfirmTicket,
}  # fmt: skip


def accepted(message: type, body: Body) -> None:
    """The contract takes the request; ids that only a running system gives are filled in."""
    load(message, body)


def test_every_customer_contact_and_consent_is_what_the_contract_asks_for() -> None:
    for one in CUSTOMERS:
        accepted(CreateAccount, one.body)
        for consent in customers.consents(one.name, TODAY):
            accepted(RecordConsent, consent | {"contact_id": SOMEBODY})
    for number in range(SIZE.accounts // 15):
        accepted(CreateContact, customers.consultant(number).body)


def test_every_lead_and_what_becomes_of_it_is_what_the_contract_asks_for() -> None:
    for one in ENQUIRIES:
        accepted(CreateLead, one.body)
        for step in one.steps:
            accepted(LEAD_ACTIONS[step.action], step.body | {"lead_id": SOMEBODY, "version": 1})


def test_every_opportunity_and_its_way_is_what_the_contract_asks_for() -> None:
    for one in DEALS:
        accepted(CreateOpportunity, one.body | {"accounts": [{"id": SOMEBODY, "is_main": True}]})
        for step in one.steps:
            accepted(DEAL_ACTIONS[step.action], step.body | {"opportunity_id": SOMEBODY, "version": 1})


def test_every_ticket_and_what_becomes_of_it_is_what_the_contract_asks_for() -> None:
    matters = tickets.matters(CUSTOMERS)

    for one in matters:
        accepted(CreateTicket, one.body | {"account_id": SOMEBODY})
        for step in one.steps:
            accepted(TICKET_ACTIONS[step.action], step.body | {"ticket_id": SOMEBODY, "version": 1})
    assert {step.action for one in matters for step in one.steps} == set(TICKET_ACTIONS)
    assert any(one.body["nature"] == "complaint" for one in matters)


def test_what_marketing_plans_is_what_the_contract_asks_for_and_nothing_is_launched() -> None:
    accepted(CreatePlan, outreach.plan(TODAY))
    accepted(PlanBudget, outreach.BUDGET | {"holder_id": SOMEBODY})
    accepted(CreateTargetList, outreach.READERS)
    accepted(CreateTemplate, outreach.LETTER)
    accepted(CreateForm, outreach.form("0a1b2c"))
    for one in outreach.campaigns(TODAY):
        accepted(CreateCampaign, one.body | {"plan_id": SOMEBODY, "list_id": SOMEBODY, "steps": [{"template_id": SOMEBODY}]})
        for cost in one.costs:
            accepted(RecordCost, cost | {"holder_id": SOMEBODY})
        for step in one.steps:
            accepted({"submit": SubmitCampaign, "approve": ApproveCampaign}[step.action], {"campaign_id": SOMEBODY, "version": 1})


def test_the_company_itself_is_what_the_contract_asks_for() -> None:
    for team in TEAMS:
        accepted(CreateTeam, {"name": team.name})
    for one in STAFF:
        accepted(CreateUser, {"email": one.email, "name": one.name, "position": one.position, "password": one.password})
    for process in (deals.KEY_ACCOUNT, deals.QUICK_SALE):
        accepted(CreateProcess, process)
    for reason in deals.REASONS:
        accepted(CreateReason, reason)
    for rate in deals.rates(TODAY):
        accepted(SetExchangeRate, rate)


@pytest.mark.parametrize("accounts", [10, 30, 300, MOST_ACCOUNTS])
def test_nobody_has_the_name_address_number_or_tax_id_of_another(accounts: int) -> None:
    size = Size(accounts)
    bodies = [customers.customer(number).body for number in range(size.customers)]
    leads = [enquiries.enquiry(number, TODAY).body for number in range(size.enquiries)]
    companies = [body for body in bodies if body["kind"] == "company"]
    people = [person for body in companies for person in body["contacts"]]
    advisers = [customers.consultant(number).body for number in range(accounts // 15)]

    marks = [
        [body["name"] for body in bodies] + [body["company_or_person"] for body in leads],
        [body["website"] for body in companies + leads],
        [body["email"] for body in bodies + leads],
        [body["phone"] for body in bodies + leads],
        [body["tax_id"] for body in companies],
        [person["emails"][0]["address"] for person in people + advisers] + [lead["email"] for lead in leads],
        [person["phones"][0]["number"] for person in people + advisers] + [lead["phone"] for lead in leads],
    ]

    assert [name for names in marks for name, count in Counter(names).items() if count > 1] == []


def test_the_same_number_always_gives_the_same_record() -> None:
    assert [customers.customer(number) for number in range(50)] == CUSTOMERS[:50]
    assert [enquiries.enquiry(number, TODAY) for number in range(50)] == ENQUIRIES[:50]


def test_three_hundred_accounts_and_about_five_hundred_contacts_come_together() -> None:
    converted = sum(step.action == "convert" for one in ENQUIRIES for step in one.steps)
    contacts = sum(1 if one.is_person else len(one.body["contacts"]) for one in CUSTOMERS) + converted + SIZE.accounts // 15

    assert len(CUSTOMERS) + converted == 300
    assert 450 <= contacts <= 550


def test_branches_come_after_their_head_and_have_its_customer_manager() -> None:
    branches = [one for one in CUSTOMERS if one.head is not None]

    assert len(branches) > 40
    assert all(
        one.owner == CUSTOMERS[one.head].owner and CUSTOMERS[one.head].head is None for one in branches if one.head is not None
    )


def test_opportunities_end_in_every_way_over_eighteen_months() -> None:
    def last(steps: tuple[Step, ...]) -> str:
        return steps[-1].action if steps else "none"

    endings = Counter(last(one.steps) for one in DEALS)
    closed = [
        step.body.get("won_on") or step.body["lost_on"] for one in DEALS for step in one.steps if step.action in ("win", "lose")
    ]
    months = {dt.date.fromisoformat(day).isoformat()[:7] for day in closed}

    assert {"win", "lose", "cancel", "hold", "advance"} <= set(endings)
    assert len(months) >= 18
    assert min(closed) >= (TODAY - dt.timedelta(days=550)).isoformat()


def test_everybody_has_a_password_of_their_own() -> None:
    assert len({one.password for one in STAFF}) == len(STAFF)
