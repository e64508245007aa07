"""All five services live from one customer: from an enquiry on a web page to what the campaign behind it brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from campaigns import budget, campaign, target_list, yuan
from company import Company, Person
from enquiries import form, template
from flow import SHIP_TO, SURE, act, goods, line_of, packed, released, reserved, show, until
from made import SOON, Record, once_known, word

from crm_kit.testing.system import Answer, Client, System, eventually

ACKNOWLEDGED_SECONDS = 60.0
ESCALATED_SECONDS = 30.0
SPREAD_SECONDS = 10.0
THREE_SECONDS = {"clock": "first_response", "minutes": "0.05"}
ALL_HOURS = [{"weekday": day, "starts": "00:00", "ends": "24:00"} for day in range(1, 8)]


@dataclass
class Departments:
    """Who does what in the story. `asking` is a word that nobody else's enquiries have."""

    company: Company
    seller: Person
    agent: Person
    support: Record
    asking: str

    @property
    def marketing(self) -> Client:
        return self.company["marketing"]


@pytest.fixture
def there(company: Company) -> Departments:
    """A seller in a team for enquiries, an agent in a team for support, and those who are there anyway."""
    head, asking = company.teams["head"], word()
    enquiries, support = company.team("Enquiries", below=head), company.team("Support", below=head)
    seller, agent = company.hire("sales_representative", enquiries), company.hire("service_agent", support)
    fitting = {"team_id": enquiries["id"], "strategy": "round_robin", "products": [asking]}
    _made(company.admin, "lead-rules", {"name": f"Rule {asking}", "position": 1, **fitting})
    _promise_an_answer_in_three_seconds(company.admin, support)
    return Departments(company, seller, agent, support, asking)


def _promise_an_answer_in_three_seconds(admin: Client, support: Record) -> None:
    """At any hour of any day; what is late goes up a level."""
    calendar = _made(admin, "calendars", {"name": f"Always {word()}", "zone": "UTC", "hours": ALL_HOURS})
    policy = {"calendar_id": calendar["id"], "targets": [THREE_SECONDS], "team_ids": [support["id"]]}
    _made(admin, "service-policies", {"name": f"At once {word()}", **policy})
    _made(admin, "escalation-rules", {"name": f"Late {word()}", "trigger": "time", "clocks": ["first_response"], "level": 1})


def _made(client: Client, collection: str, body: Record) -> Record:
    made: Record = once_known(lambda: client.post(f"/v1/{collection}", body)).must(201).json
    return made


# --- the story -------------------------------------------------------------------------------------------------------


@pytest.mark.timeout(300)
def test_who_asked_becomes_a_customer_is_left_alone_while_waiting_for_help_and_counts_for_the_campaign(
    system: System, there: Departments
) -> None:
    costly = _campaign_that_cost(there, "400.00")

    enquirer = _fills_in_a_form(system.visitor(), there, costly)
    _is_acknowledged(system, enquirer)
    enquiry = _has_a_seller_whose_clock_runs(there, enquirer)
    customer = _is_converted(there, enquiry)
    sold = _buys_eight_pumps(there, customer)
    asset = _has_a_warranty(there, sold)

    ticket = _reports_a_fault(there, asset)
    assert (ticket["entitlement"], ticket["account_id"]) == ("covered", customer["account_id"])
    _goes_up_by_itself(there, ticket)
    _is_at_risk(there, customer, ticket)
    _is_not_sold_to_unawares(there, customer, ticket)
    held_back = _promoted_to(there, enquirer, "Held back", reachable=0)
    assert _ledger_of(there, held_back) == [("suppressed", "open_ticket")]

    _is_helped(there, ticket)
    _is_as_any_other(there, customer)
    welcome = _promoted_to(there, enquirer, "Welcome back", reachable=1)
    assert _mails_to(system, enquirer, welcome["name"])
    assert not [mail for mail in _mailbox(system, enquirer) if mail["subject"] == held_back["name"]]
    assert _ledger_of(there, held_back) == [("suppressed", "open_ticket")]

    returns = _returns_of(there, costly)
    amounts = {name: returns[name]["amount"] for name in ("revenue", "goods", "margin", "cost", "undelivered")}
    assert amounts == {"revenue": "1600.00", "goods": "320.00", "margin": "1280.00", "cost": "400.00", "undelivered": "0.00"}
    assert (returns["orders"], returns["roi"]) == (1, "2.2000")
    outcome = there.marketing.get(f"/v1/campaigns/{costly['id']}/outcome").must(200).json
    assert (outcome["responded"], outcome["leads"], outcome["converted"], outcome["opportunities"]) == (1, 1, 1, 1)


# --- from an enquiry to a customer -----------------------------------------------------------------------------------


def _campaign_that_cost(there: Departments, amount: str) -> Record:
    made = campaign(there.marketing)
    budget(there.marketing, made, amount)
    paid = {"step": "actual", "cost_type": "media", "amount": yuan(amount)}
    there.marketing.post(f"/v1/budgets/{made['id']}/costs", paid).must(201)
    return made


def _fills_in_a_form(stranger: Client, there: Departments, behind: Record) -> Record:
    """Somebody asks about pumps and agrees to be written to: what they wrote, and the reference that they were given."""
    agreement = {"consent_wording": "You may write to me", "consent_channels": ["email"]}
    asked, mark = form(there.marketing, campaign_id=behind["id"], **agreement), word()
    who = {"full_name": "Ada Byron", "email": f"ada@{mark}.example", "company": f"Engines {mark}"}
    written = {"submission_id": str(uuid4()), "enquirer": {**who, "product_line": f"{there.asking} pumps"}, "consent": True}
    given = stranger.post(f"/v1/forms/{asked['slug']}/submissions", written).must(201).json
    return {**who, "reference": given["reference"]}


def _is_acknowledged(system: System, enquirer: Record) -> None:
    (mail,) = _mails_to(system, enquirer, f"We have received your enquiry {enquirer['reference']}")
    assert (mail["to"], "Dear Ada Byron" in mail["text"]) == ([enquirer["email"]], True)


def _mailbox(system: System, enquirer: Record) -> list[Record]:
    found: list[Record] = Client(system.access["mailbox"]).get("/messages", to=enquirer["email"]).must(200).json
    return found


def _mails_to(system: System, enquirer: Record, subject: str) -> list[Record]:
    """What came with this subject, within a minute."""
    found: list[Record] = eventually(
        lambda: [mail for mail in _mailbox(system, enquirer) if mail["subject"] == subject], within=ACKNOWLEDGED_SECONDS
    )
    return found


def _has_a_seller_whose_clock_runs(there: Departments, enquirer: Record) -> Record:
    seller = there.seller.client

    def assigned() -> list[Record]:
        theirs: list[Record] = seller.get("/v1/leads").must(200).json["data"]
        return theirs

    (enquiry,) = eventually(assigned, within=SPREAD_SECONDS)
    assert (enquiry["company_or_person"], enquiry["status"]) == (enquirer["company"], "assigned")
    assert (enquiry["owner_id"], enquiry["first_response_at"]) == (there.seller.id, None)
    assert dt.datetime.fromisoformat(enquiry["response_due"]) > dt.datetime.now(dt.UTC)
    return enquiry


def _is_converted(there: Departments, enquiry: Record) -> Record:
    """An account, a contact and an opportunity."""
    seller = there.seller.client
    act(seller, "leads", enquiry, "accept")
    chance = {"name": f"Pumps {word()}", "close_date": SOON, "next_step": "call", "next_step_date": SOON}
    customer = act(seller, "leads", enquiry, "convert", {"opportunity": chance})
    deal = show(seller, "opportunities", {"id": customer["opportunity_id"]})
    assert (deal["lead_id"], deal["accounts"][0]["id"]) == (enquiry["id"], customer["account_id"])
    return customer


def _buys_eight_pumps(there: Departments, customer: Record) -> Record:
    """Quoted for the opportunity, accepted, ordered and shipped; each cost 40 and is sold for 200."""
    seller, pump = there.seller.client, goods(there.company, in_stock="10")
    offer = (
        _offered(there, customer, opportunity_id=customer["opportunity_id"], lines=[line_of(pump, "8", "200.00")]).must(201).json
    )
    for step in ("submit", "send", "accept"):
        offer = act(seller, "quotations", offer, step)
    sold = act(seller, "orders", act(seller, "quotations", offer, "create-order"), "confirm", SURE)
    delivery = packed(there.company["warehouse"], released(seller, reserved(seller, sold)))
    act(there.company["warehouse"], "deliveries", delivery, "ship")
    return until(seller, "orders", sold, lambda now: now["delivery_status"] == "full")


def _offered(there: Departments, customer: Record, **more: object) -> Answer:
    """What the answer to a new quotation is, once sales knows the customer."""
    day = {"kind": "charge", "name": "Training", "qty": "1", "unit_price": "100.00"}
    body = {"account_id": customer["account_id"], "lines": [day], "ship_to": SHIP_TO, **more}
    return once_known(lambda: there.seller.client.post("/v1/quotations", body))


# --- from the goods to the ticket ------------------------------------------------------------------------------------


def _has_a_warranty(there: Departments, sold: Record) -> Record:
    """What was shipped is what the customer has now."""
    agent, theirs = there.agent.client, {"filter[account_id]": sold["account_id"]}
    (asset,) = eventually(lambda: agent.get("/v1/assets", **theirs).must(200).json["data"], within=SPREAD_SECONDS)
    assert (asset["qty"], asset["order_id"], asset["status"]) == ("8", sold["id"], "in_use")
    assert asset["warranty_until"] > dt.datetime.now(dt.UTC).date().isoformat()
    return asset


def _reports_a_fault(there: Departments, asset: Record) -> Record:
    told = {"subject": f"It leaks {word()}", "nature": "fault", "source": "phone", "asset_id": asset["id"]}
    return _made(there.agent.client, "tickets", {**told, "group_id": there.support["id"]})


def _goes_up_by_itself(there: Departments, ticket: Record) -> None:
    """Nobody answers, and nobody does anything about it."""

    def escalated() -> Record | None:
        now = show(there.agent.client, "tickets", ticket)
        return now if now["escalation_level"] else None

    late = eventually(escalated, within=ESCALATED_SECONDS)
    assert (late["escalation_level"], late["is_overdue"], late["suppresses_promotion"]) == (1, True, True)
    (clock,) = there.agent.client.get("/v1/tickets/clocks", **{"filter[ticket_id]": ticket["id"]}).must(200).json["data"]
    assert (clock["clock"], clock["is_missed"]) == ("first_response", True)


# --- what it means for the others ------------------------------------------------------------------------------------


def _account(there: Departments, customer: Record) -> Record:
    return show(there.seller.client, "accounts", {"id": customer["account_id"]})


def _is_at_risk(there: Departments, customer: Record, ticket: Record) -> None:
    """Customers say so, and why; the timeline tells of it those who may read tickets."""
    agent, path = there.agent.client, f"/v1/accounts/{customer['account_id']}/timeline"
    eventually(lambda: _account(there, customer)["is_at_risk"], within=SPREAD_SECONDS)
    assert _account(there, customer)["risks"] == [f"Ticket {ticket['number']} is escalated to level 1"]
    sentence = f"Ticket {ticket['number']} was escalated to level 1"

    def is_told() -> bool:
        return any(entry["summary"].startswith(sentence) for entry in agent.get(path, limit=100).must(200).json["data"])

    eventually(is_told, within=SPREAD_SECONDS)


def _is_not_sold_to_unawares(there: Departments, customer: Record, ticket: Record) -> None:
    """A new quotation names the ticket, and is there once the seller says that they know."""
    refused = _until(lambda: _offered(there, customer), 409)
    assert (refused.json["code"], [each["id"] for each in refused.json["tickets"]]) == ("open_problem", [ticket["id"]])
    knowing = _offered(there, customer, acknowledge_open_tickets=True).must(201).json
    assert [each["id"] for each in knowing["acknowledged_tickets"]] == [ticket["id"]]


def _is_as_any_other(there: Departments, customer: Record) -> None:
    """Everything is lifted: no risk, no acknowledgement."""
    eventually(lambda: not _account(there, customer)["is_at_risk"], within=SPREAD_SECONDS)
    assert _account(there, customer)["risks"] == []
    free = _until(lambda: _offered(there, customer), 201).json
    assert free["acknowledged_tickets"] == []


def _until(ask: Callable[[], Answer], status: int) -> Answer:
    """The answer, once it has this status: what one service does is heard by the others after a moment."""

    def given() -> Answer | None:
        answer = ask()
        return answer if answer.status == status else None

    found: Answer = eventually(given, within=SPREAD_SECONDS)
    return found


def _promoted_to(there: Departments, enquirer: Record, subject: str, reachable: int) -> Record:
    """A campaign for the enquirer alone, launched when so many of its one recipient may be written to. It is named as its mail."""
    marketing, name = there.marketing, f"{subject} {word()}"
    alone = target_list(marketing, where={"field": "email", "value": enquirer["email"]})
    preview = {"list_id": alone["id"], "topic": "all", "legal_basis": "consent"}
    eventually(lambda: _reach(marketing, preview) == (1, reachable), within=SPREAD_SECONDS)
    steps = [{"template_id": template(marketing, subject=name)["id"]}]
    who = {"list_id": alone["id"], "legal_basis": "consent", "sender_email": "news@acme.example"}
    made = act(marketing, "campaigns", campaign(marketing, name=name, steps=steps, **who), "submit")
    superior = there.company.hire("marketing", there.company.teams["head"]).client
    act(superior, "campaigns", made, "approve")
    return act(marketing, "campaigns", made, "launch")


def _reach(marketing: Client, preview: Record) -> tuple[int, int]:
    found = marketing.post("/v1/target-lists/actions/preview", preview).must(200).json
    return found["count"], found["reachable"]


def _ledger_of(there: Departments, promotion: Record) -> list[tuple[str, str]]:
    rows = there.marketing.get("/v1/messages", **{"filter[campaign_id]": promotion["id"]}).must(200).json["data"]
    return [(row["status"], row["reason"]) for row in rows]


# --- how it ends -----------------------------------------------------------------------------------------------------


def _is_helped(there: Departments, ticket: Record) -> None:
    """Taken, begun, solved, and closed by the customer's word."""
    agent = there.agent.client
    agent.post(f"/v1/tickets/{ticket['id']}/actions/take").must(200)
    act(agent, "tickets", ticket, "start")
    agent.post(f"/v1/tickets/{ticket['id']}/notes", {"text": "We bring a new seal", "visibility": "public"}).must(201)
    solved = act(agent, "tickets", ticket, "solve", {"solution": "A new seal", "cause_code": "seal"})
    closed = act(agent, "tickets", ticket, "confirm")
    assert (solved["status"], closed["status"], closed["suppresses_promotion"]) == ("solved", "closed", False)


def _returns_of(there: Departments, costly: Record) -> Record:
    """The campaign's line of the report, once the costs of what left are known."""

    def line() -> Record | None:
        report = there.marketing.get("/v1/reports/campaign-returns", campaign_id=costly["id"]).must(200).json
        (row,) = report["rows"]
        return row if row["orders"] and row["undelivered"]["amount"] == "0.00" and row["goods"]["amount"] != "0.00" else None

    found: Record = eventually(line, within=SPREAD_SECONDS)
    return found
