"""Takes the demo company in. Every request may be repeated, so a load that was interrupted goes on where it stopped."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from loading.each import each
from loading.line import Desk, Line

from demo import customers, deals, enquiries, outreach, staff, tickets
from demo.content import Body, Step
from demo.customers import Customer
from demo.deals import Deal
from demo.enquiries import Enquiry
from demo.outreach import Campaign
from demo.staff import STAFF, TEAMS, Colleague
from demo.tickets import Matter

MOST_ACCOUNTS = 400
# Hashing a password takes the system long on purpose.
_HASHED_AT_ONCE = 2
_LINK_EVERY = 8


@dataclass(frozen=True)
class Size:
    """How much is loaded. Converted leads make accounts too, so that all accounts together are `accounts`."""

    accounts: int

    @property
    def enquiries(self) -> int:
        return self.accounts * 11 // 20

    @property
    def customers(self) -> int:
        return self.accounts - sum(enquiries.outcome_of(number) == "converted" for number in range(self.enquiries))

    @property
    def deals(self) -> int:
        return self.accounts * 2 // 3

    @property
    def mark(self) -> str:
        """The name of the saved view that tells that everything is there."""
        return f"示例公司 Demo company ({self.accounts})"


@dataclass
class Company:
    """What is known of the demo company while it is loaded: who is signed in, and the records made so far; `mark` is its own."""

    admin: Desk
    anchor: dt.date
    mark: str
    desks: dict[str, Desk] = field(default_factory=dict)
    user_ids: dict[str, str] = field(default_factory=dict)
    processes: dict[str, str] = field(default_factory=dict)
    accounts: dict[int, Body] = field(default_factory=dict)
    campaign_ids: list[str] = field(default_factory=list)


def is_loaded(admin: Desk, size: Size) -> bool:
    """Whether this has been loaded to its end before."""
    found = admin.get(f"/v1/views?filter[name]={quote(size.mark)}")
    return bool(found["data"])


def load(line: Line, admin: Desk, size: Size) -> None:
    """Load everything; the order matters, for later records name earlier ones."""
    company = _found_company(admin)
    _hire(line, company)
    _set_up_sales(company)
    wanted = [customers.customer(number) for number in range(size.customers)]
    heads, branches = [one for one in wanted if one.head is None], [one for one in wanted if one.head is not None]
    each("customers", heads, lambda one: _take_in(company, one))
    each("branches", branches, lambda one: _take_in(company, one))
    each("credit", [one for one in wanted if not one.is_person], lambda one: _grant(company, one))
    each("past jobs", list(_past_jobs(wanted)), lambda pair: _note_past_job(company, *pair))
    each("consultants", list(range(size.accounts // 15)), lambda number: _meet(company, number))
    _plan_campaigns(company)
    arriving = [enquiries.enquiry(number, company.anchor) for number in range(size.enquiries)]
    each("leads", arriving, lambda one: _answer(company, one))
    sold = [deals.deal(number, wanted[number * 7 % len(wanted)], company.anchor) for number in range(size.deals)]
    each("opportunities", sold, lambda one: _pursue(company, one))
    each("tickets", tickets.matters(wanted), lambda one: _help(company, one))
    company.admin.post("/v1/views", {"collection": "accounts", "name": size.mark, "is_shared": True})


# --- the company itself ----------------------------------------------------------------------------------------------


def _found_company(admin: Desk) -> Company:
    """Its teams; all dates of the demo are counted from the day on which they were made."""
    head = admin.post("/v1/teams", {"name": TEAMS[0].name})
    return Company(admin, dt.datetime.fromisoformat(head["created_at"]).date(), mark=head["id"][-12:])


def _hire(line: Line, company: Company) -> None:
    teams: dict[str, str] = {}
    for team in TEAMS:
        above = {} if team.parent is None else {"parent_id": teams[team.parent]}
        teams[team.key] = company.admin.post("/v1/teams", {"name": team.name} | above)["id"]
    roles = {role["key"]: role["id"] for role in company.admin.get("/v1/roles?limit=200")["data"]}
    each("people", list(STAFF), lambda one: _employ(line, company, one, teams[one.team], roles[one.role]), _HASHED_AT_ONCE)


def _employ(line: Line, company: Company, one: Colleague, team_id: str, role_id: str) -> None:
    body = {
        "email": one.email, "name": one.name, "position": one.position, "team_id": team_id, "role_ids": [role_id],
        "password": one.password, "must_change_password": False,
    }  # fmt: skip
    company.user_ids[one.login] = company.admin.post("/v1/users", body)["id"]
    company.desks[one.login] = Desk.sign_in(line, one.email, one.password)


def _set_up_sales(company: Company) -> None:
    for process in (deals.KEY_ACCOUNT, deals.QUICK_SALE):
        company.processes[process["name"]] = company.admin.post("/v1/processes", process)["id"]
    for reason in deals.REASONS:
        company.admin.post("/v1/reasons", reason)
    each("rates", deals.rates(company.anchor), lambda rate: company.admin.post("/v1/exchange-rates", rate))


# --- customers -------------------------------------------------------------------------------------------------------


def _take_in(company: Company, one: Customer) -> None:
    desk = company.desks[one.owner]
    head = {} if one.head is None else {"parent_id": company.accounts[one.head]["id"]}
    account = desk.post("/v1/accounts", one.body | head)
    company.accounts[one.number] = account
    for contact in account["contacts"]:
        for consent in customers.consents(contact["emails"][0]["address"], company.anchor):
            desk.post(f"/v1/contacts/{contact['contact_id']}/consents", consent)


def _grant(company: Company, one: Customer) -> None:
    desk, account = company.desks[staff.colleague("finance").login], company.accounts[one.number]
    desk.post(f"/v1/accounts/{account['id']}/actions/set-credit", customers.credit(one.number))


def _past_jobs(wanted: list[Customer]) -> Iterable[tuple[Customer, Customer]]:
    """Who worked for whom before: now and then somebody at one company, and another company of the same customer manager."""
    companies = [one for one in wanted if not one.is_person]
    for place, one in enumerate(companies):
        other = next((each for each in companies[place + 1 :] if each.owner == one.owner), None)
        if other is not None and one.number % _LINK_EVERY == 0:
            yield one, other


def _note_past_job(company: Company, one: Customer, other: Customer) -> None:
    contact = company.accounts[one.number]["contacts"][0]
    body = {"contact_id": contact["contact_id"], **customers.past_job(one.number, company.anchor)}
    company.desks[one.owner].post(f"/v1/accounts/{company.accounts[other.number]['id']}/contacts", body)


def _meet(company: Company, number: int) -> None:
    consultant = customers.consultant(number)
    company.desks[consultant.owner].post("/v1/contacts", consultant.body)


# --- marketing -------------------------------------------------------------------------------------------------------


def _plan_campaigns(company: Company) -> None:
    """Marketing writes them; the administrator approves, for nobody approves their own."""
    desk = company.desks[staff.colleague("marketing").login]
    above = desk.post("/v1/plans", outreach.plan(company.anchor))
    desk.post(f"/v1/budgets/{above['id']}/actions/plan", outreach.BUDGET)
    _approved(company, desk, "plans", above, (Step("submit", {}), Step("approve", {})))
    readers, letter = desk.post("/v1/target-lists", outreach.READERS), desk.post("/v1/templates", outreach.LETTER)
    desk.post("/v1/forms", outreach.form(company.mark))
    ids = {"plan_id": above["id"], "list_id": readers["id"], "steps": [{"template_id": letter["id"]}]}
    each("campaigns", outreach.campaigns(company.anchor), lambda one: _plan_campaign(company, desk, one, ids), at_once=1)


def _plan_campaign(company: Company, desk: Desk, one: Campaign, ids: Body) -> None:
    made = desk.post("/v1/campaigns", one.body | ids)
    desk.post(f"/v1/budgets/{made['id']}/actions/plan", one.budget)
    for cost in one.costs:
        desk.post(f"/v1/budgets/{made['id']}/costs", cost)
    _approved(company, desk, "campaigns", made, one.steps)
    company.campaign_ids.append(made["id"])


def _approved(company: Company, desk: Desk, collection: str, record: Body, steps: Iterable[Step]) -> None:
    for step in steps:
        record = (company.admin if step.action == "approve" else desk).act(collection, record, step.action, step.body)


# --- service ---------------------------------------------------------------------------------------------------------


def _help(company: Company, one: Matter) -> None:
    """The agent takes the ticket in and does the rest alone."""
    agent = staff.colleague("service_agent").login
    account = company.accounts[one.customer.number]
    person = {} if not account["contacts"] else {"contact_id": account["contacts"][0]["contact_id"]}
    made = company.desks[agent].post("/v1/tickets", one.body | {"account_id": account["id"], **person})
    mine = {"owner_id": company.user_ids[agent]}
    steps = [Step(step.action, mine) if step.action == "allocate" else step for step in one.steps]
    _go_through(company.desks[agent], "tickets", made, steps)


# --- sales -----------------------------------------------------------------------------------------------------------


def _answer(company: Company, one: Enquiry) -> None:
    """Marketing takes the lead in; whoever it is given to does the rest."""
    owner = {} if one.owner is None else {"owner_id": company.user_ids[one.owner]}
    campaign = outreach.campaign_of(one.number)
    came_by = {} if campaign is None else {"campaign_id": company.campaign_ids[campaign]}
    lead = company.desks[staff.colleague("marketing").login].post("/v1/leads", one.body | owner | came_by)
    if one.owner is not None:
        _go_through(company.desks[one.owner], "leads", lead, one.steps)


def _pursue(company: Company, one: Deal) -> None:
    desk, account = company.desks[one.customer.owner], company.accounts[one.customer.number]
    people = [{"id": contact["contact_id"], "role": contact["role"]} for contact in account["contacts"]]
    whom = {"accounts": [{"id": account["id"], "is_main": True}], "contacts": people}
    made = desk.post("/v1/opportunities", one.body | whom | {"process_id": company.processes[one.process["name"]]})
    _go_through(desk, "opportunities", made, one.steps)


def _go_through(desk: Desk, collection: str, record: Body, steps: Iterable[Step]) -> None:
    for step in steps:
        record = desk.act(collection, record, step.action, step.body)
