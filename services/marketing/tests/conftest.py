"""Marketing under test."""

import datetime as dt
import json
import re
import time
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, text

from crm_contracts.marketing.commands.budgets import PlanBudget, RecordCost, TransferBudget
from crm_contracts.marketing.commands.campaigns import ApproveCampaign, CreateCampaign, LaunchCampaign, SubmitCampaign
from crm_contracts.marketing.commands.forms import CreateForm
from crm_contracts.marketing.commands.plans import ApprovePlan, CreatePlan, SubmitPlan
from crm_contracts.marketing.commands.target_lists import CreateTargetList
from crm_contracts.marketing.commands.templates import CreateTemplate
from crm_kit.caller import NOBODY, Caller
from crm_kit.messages import as_json, spec_of
from crm_kit.model import new_id
from crm_kit.testing.service import GOLDEN, ProblemRaised, ServiceUnderTest
from marketing.domain.response import Response
from marketing.lookups.addresses import START
from marketing.sending import ledger
from marketing.sending.ledger import Verdict

EVERYBODY = {"field": "has_email", "op": "in", "value": [True, False]}


def in_days(days: int) -> dt.date:
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)


def yuan(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


class Given:
    """What tests start from, made by the public doors."""

    def __init__(self, crm: ServiceUnderTest):
        self.crm, self.in_days, self.yuan = crm, in_days, yuan

    # --- customers, as others tell of them ---------------------------------------------------------------------------

    def account(self, name: str = "Acme", **changes: Any) -> UUID:
        """An account that customers has told of."""
        account_id: UUID = changes.pop("id", None) or uuid4()
        told = {"level": None, "types": [], "industry": None, **changes}
        self.crm.hear_golden("customers.account.created.v1", id=account_id, name=name, **told)
        return account_id

    def envelope(self, type_: str, subject: UUID, **changes: Any) -> dict[str, Any]:
        """A golden event that nobody has heard yet."""
        data = {**json.loads((GOLDEN / f"{type_}.json").read_text(encoding="utf-8"))["data"], **as_json(changes)}
        return {
            "specversion": "1.0", "id": str(new_id()), "type": type_, "subject": str(subject), "tenantid": str(self.crm.tenant_id),
            "actorid": str(uuid4()), "aggregateversion": 1, "data": data,
        }  # fmt: skip

    def contact(self, name: str = "Ada", account_id: UUID | None = None, agrees: bool = True, **changes: Any) -> UUID:
        """A contact that customers has told of; unless told otherwise they agreed to be written to."""
        contact_id: UUID = changes.pop("id", None) or uuid4()
        accounts = [{"id": account_id, "role": "", "is_primary": True}] if account_id else []
        emails = [f"{contact_id}@example.com"]
        told = {"name": name, "emails_norm": emails, "accounts": accounts, **changes}
        self.crm.hear_golden("customers.contact.created.v1", id=contact_id, **told)
        if agrees:
            self.consent(contact_id)
        return contact_id

    def consent(self, contact_id: UUID, status: str = "opted_in", topic: str = "all", channel: str = "email") -> None:
        """What a contact says; later ones count."""
        told = {"id": new_id(), "contact_id": contact_id, "status": status, "topic": topic, "channel": channel}
        self.crm.hear_golden("customers.consent.changed.v1", **told)

    def order(self, account_id: UUID, net: str = "100", version: int = 1, **changes: Any) -> UUID:
        """An order that sales has told of, with one line."""
        order_id: UUID = changes.pop("id", None) or uuid4()
        line = {
            "id": uuid4(), "product_id": uuid4(), "qty": "1", "uom": "pcs", "net_price": net, "due_on": None, "shipped": "0",
            "invoiced": "0", **changes.pop("line", {}),
        }  # fmt: skip
        told = {"account_id": account_id, "lines": [line], "ordered_on": in_days(0), **changes}
        self.crm.hear_golden("sales.order.confirmed.v1", aggregateversion=version, id=order_id, **told)
        return order_id

    def ticket(self, account_id: UUID | None, version: int = 1, suppresses: bool = True, **changes: Any) -> UUID:
        """A ticket that the service desk has told of; unless told otherwise it keeps promotion away."""
        ticket_id: UUID = changes.pop("id", None) or uuid4()
        told = {
            "id": ticket_id, "number": "T-1", "kind": "request", "nature": "fault", "status": "in_progress", "source": "web",
            "urgency": "high", "subject": "It does not turn", "account_id": account_id, "contact_id": None, "asset_id": None,
            "product_id": None, "entitlement": "none", "escalation_level": 1, "is_overdue": True,
            "suppresses_promotion": suppresses,
            "reopen_count": 0, "group_id": None, "owner_id": uuid4(), **changes,
        }  # fmt: skip
        self.crm.hear_data("service_desk.ticket.updated.v1", ticket_id, told, aggregateversion=version)
        return ticket_id

    def met(self, account_id: UUID, campaign: dict[str, Any], at: str = "2026-01-01T00:00:00Z") -> None:
        """A lead of the campaign that became the account."""
        told = {"account_id": account_id, "campaign_id": campaign["id"], "converted_at": at}
        self.crm.hear_golden("sales.lead.converted.v1", id=uuid4(), **told)

    def response(self, campaign: dict[str, Any], **fields: Any) -> UUID:
        """Somebody reacted to the campaign; unless told otherwise a person clicked, at the beginning of 2026."""
        at, response_id = "2026-01-01T00:00:00Z", uuid4()
        kept = {
            "version": 1,
            "created_at": at,
            "updated_at": at,
            "created_by": uuid4(),
            "product_line": "",
            "target": "",
            "note": "",
        }
        told = {"campaign_id": campaign["id"], "kind": "click", "is_human": True, "at": at, **fields}
        self.crm.rows(insert(Response).values(id=response_id, **kept, **told).returning(Response.id))
        return response_id

    def lead(self, campaign: dict[str, Any], version: int = 1, **changes: Any) -> UUID:
        """A lead of the campaign that sales has told of."""
        lead_id: UUID = changes.pop("id", None) or uuid4()
        told = {"campaign_id": campaign["id"], "response_id": None, "first_response_at": None, **changes}
        self.crm.hear_golden("sales.lead.updated.v1", aggregateversion=version, id=lead_id, **told)
        return lead_id

    def opportunity(self, campaign: dict[str, Any], version: int = 1, **changes: Any) -> UUID:
        """An opportunity of the campaign that sales has told of."""
        deal_id: UUID = changes.pop("id", None) or uuid4()
        told = {"campaign_id": campaign["id"], **changes}
        self.crm.hear_golden("sales.opportunity.updated.v1", aggregateversion=version, id=deal_id, **told)
        return deal_id

    def delivered(self, orders: dict[UUID, str], cost: str, version: int = 1, **changes: Any) -> UUID:
        """A delivery of so many of one product for each of the orders, and what the goods were worth together."""
        delivery_id: UUID = changes.pop("id", None) or uuid4()
        type_, product = changes.pop("type_", "inventory.delivery.shipped.v1"), uuid4()
        lines = [{"order_id": each, "order_line_id": uuid4(), "product_id": product, "qty": qty} for each, qty in orders.items()]
        apiece = Decimal(cost) / sum(Decimal(qty) for qty in orders.values())
        costs = [{"order_line_id": each["order_line_id"], "cost": yuan(str(apiece * Decimal(each["qty"])))} for each in lines]
        told = {"id": delivery_id, "delivery_id": delivery_id, "order_ids": list(orders), "lines": lines, "costs": costs, **changes}
        self.crm.hear_golden(type_, aggregateversion=version, **told)
        return delivery_id

    def rate(self, currency: str, rate: str, date: str) -> None:
        """What a currency is worth from a day on."""
        told = {"currency": currency, "base_currency": "CNY", "rate": rate, "date": date}
        self.crm.hear_golden("sales.exchange_rate.updated.v1", id=uuid4(), **told)

    # --- marketing's own ---------------------------------------------------------------------------------------------

    def plan(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A draft plan of theirs for this month."""
        told = {"name": "Spring", "starts_on": in_days(-10), "ends_on": in_days(30), **fields}
        return self.crm.do(CreatePlan, who, **told)

    def approved_plan(self, who: Caller, budget: str | None = None, **fields: Any) -> dict[str, Any]:
        """An approved plan of theirs, with so much for media."""
        made = self.plan(who, **fields)
        if budget:
            self.budget(who, made, budget)
        asked = self.crm.do(SubmitPlan, who, plan_id=made["id"], version=made["version"])
        return self.crm.do(ApprovePlan, self.crm.administrator(), plan_id=made["id"], version=asked["version"])

    def budget(self, who: Caller, holder: dict[str, Any], amount: str, cost_type: str = "media") -> dict[str, Any]:
        """So much for one type of cost."""
        return self.crm.do(PlanBudget, who, holder_id=holder["id"], lines=[{"cost_type": cost_type, "amount": yuan(amount)}])

    def siblings(self, who: Caller) -> list[dict[str, Any]]:
        """Two programmes with a budget of 100 each under a plan of 500."""
        above = self.plan(who)
        self.budget(who, above, "500.00")
        found = [self.plan(who, level="programme", parent_id=above["id"], name=name) for name in ("Fairs", "Letters")]
        for each in found:
            self.budget(who, each, "100.00")
        return found

    def transfer(self, who: Caller, one: dict[str, Any], other: dict[str, Any], amount: str) -> dict[str, Any]:
        """A wish to move so much for media."""
        wish = {"from_id": one["id"], "to_id": other["id"], "cost_type": "media", "amount": yuan(amount)}
        return self.crm.do(TransferBudget, who, **wish)

    def cost(self, who: Caller, holder: dict[str, Any], amount: str, step: str = "actual", **fields: Any) -> dict[str, Any]:
        """A cost of media."""
        kind = {} if "cost_id" in fields else {"cost_type": "media"}
        return self.crm.do(RecordCost, who, holder_id=holder["id"], step=step, amount=yuan(amount), **{**kind, **fields})

    def everybody(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A dynamic list that everybody is in."""
        return self.crm.do(CreateTargetList, who, **{"name": "Everybody", "where": EVERYBODY, **fields})

    def campaign(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A draft campaign of theirs that lacks nothing."""
        told = {
            "name": "Spring letter", "starts_on": in_days(-1), "ends_on": in_days(20), "legal_basis": "consent",
            "sender_name": "Acme", "sender_email": "news@acme.example", "steps": [{"template_id": self.template(who)}], **fields,
        }  # fmt: skip
        if "list_id" not in told:
            told["list_id"] = self.everybody(who)["id"]
        return self.crm.do(CreateCampaign, who, **told)

    def paid_campaign(self, who: Caller, cost: str) -> dict[str, Any]:
        """A campaign for which so much was paid."""
        made = self.campaign(who)
        self.budget(who, made, "100000.00")
        self.cost(who, made, cost)
        return made

    def template(self, who: Caller, **fields: Any) -> UUID:
        """A template that campaigns can send."""
        told = {"name": "Letter", "subject": "News for {{contact.name}}", "text": "Dear {{contact.first_name|friend}}", **fields}
        return UUID(self.crm.do(CreateTemplate, who, **told)["id"])

    def approved(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A campaign of theirs that somebody else approved."""
        made = self.campaign(who, **fields)
        asked = self.crm.do(SubmitCampaign, who, campaign_id=made["id"], version=made["version"])
        return self.crm.do(ApproveCampaign, self.crm.administrator(), campaign_id=made["id"], version=asked["version"])

    def running(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A campaign of theirs that was launched."""
        ready = self.approved(who, **fields)
        return self.crm.do(LaunchCampaign, who, campaign_id=ready["id"], version=ready["version"])

    def step(self, command: type, who: Caller, campaign: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The campaign after the next action."""
        return self.crm.do(command, who, campaign_id=campaign["id"], version=campaign["version"], **more)


BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
HTML = '<p>{{contact.first_name|friend}} <a href="https://acme.example/offer?a=1">look</a></p>'


def as_nobody(crm: ServiceUnderTest, message: type, agent: str = BROWSER, **payload: Any) -> Any:
    """What somebody is answered who is signed in nowhere."""
    nobody = Caller(tenant_id=NOBODY, user_id=NOBODY)
    reply = crm.app.handle(
        spec_of(message).operation, payload=as_json(payload), caller=crm.app.signer.sign(nobody), message_id=str(UUID(int=1)),
        context={"user_agent": agent, "ip": "192.0.2.1", "request_id": "r"},
    )  # fmt: skip
    if "problem" in reply:
        raise ProblemRaised(reply["problem"])
    return reply["result"]


class Stranger:
    """Somebody with a browser, signed in nowhere, and the mail that they got."""

    def __init__(self, crm: ServiceUnderTest, given: Any, marketer: Caller, **campaign: Any):
        self.crm = crm
        self.contact_id = given.contact("Ada")
        self.campaign = given.running(marketer, steps=[{"template_id": given.template(marketer, html=HTML)}], **campaign)
        (mine,) = ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], 1)
        self.letter: Any = ledger.hand_over(crm.app, mine)
        ledger.settle(crm.app, mine, Verdict("sent"))

    def token(self, place: str) -> str:
        content = self.letter.content
        found = re.search(rf"/{place}/([\w.\-]+)", content.html + content.unsubscribe_url)
        assert found is not None
        return found[1]

    def later(self) -> None:
        """A minute after the message was sent."""
        self.crm_execute("UPDATE sends SET sent_at = sent_at - interval '1 minute'")

    def crm_execute(self, statement: str) -> None:
        with ledger.ledger_of(self.crm.app, self.crm.tenant_id) as work:
            work.session.execute(text(statement))

    def do(self, message: type, agent: str = BROWSER, **payload: Any) -> Any:
        """What a stranger is answered."""
        return as_nobody(self.crm, message, agent, **payload)


FIELDS = [
    {"maps_to": "full_name", "label": "Your name", "is_required": True},
    {"maps_to": "email", "label": "E-mail", "is_required": True},
    {"maps_to": "company", "label": "Company"},
    {"maps_to": "message", "label": "Message"},
    {"maps_to": "product_line", "label": "About", "choices": ["Pumps", "Valves"]},
]


class Asked:
    """A form of this tenant, and answers to it that are right."""

    def __init__(self, crm: ServiceUnderTest, marketer: Caller):
        self.crm, self.marketer = crm, marketer

    def form(self, **fields: Any) -> dict[str, Any]:
        told = {
            "name": "Enquiry", "slug": f"enquiry-{uuid4().hex[:12]}", "fields": FIELDS, "sender_email": "hello@acme.example",
            "consent_wording": "You may write to me", "consent_channels": ["email"], **fields,
        }  # fmt: skip
        made: dict[str, Any] = self.crm.do(CreateForm, self.marketer, **told)
        return made

    def answer(self, form: dict[str, Any], seconds: float = 60, **more: Any) -> dict[str, Any]:
        began = self.crm.app.signer.seal([form["slug"], time.time() - seconds], START)
        enquirer = {"full_name": "Ada Lovelace", "email": "ada@engines.example", "company": "Engines", **more.pop("enquirer", {})}
        return {"slug": form["slug"], "submission_id": str(uuid4()), "enquirer": enquirer, "began": began, **more}


@pytest.fixture(scope="session")
def marketing() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("marketing")
    yield service
    service.close()


@pytest.fixture
def crm(marketing: ServiceUnderTest) -> ServiceUnderTest:
    return marketing.fresh()


@pytest.fixture
def given(crm: ServiceUnderTest) -> Given:
    return Given(crm)


@pytest.fixture
def marketer(crm: ServiceUnderTest) -> Caller:
    return crm.person("marketing.*:all", "customers.*.read:all")


@pytest.fixture
def stranger(crm: ServiceUnderTest, given: Any, marketer: Caller) -> Stranger:
    return Stranger(crm, given, marketer, topic="pumps")


@pytest.fixture
def asked(crm: ServiceUnderTest, marketer: Caller) -> Asked:
    return Asked(crm, marketer)


@pytest.fixture
def nobody(crm: ServiceUnderTest) -> Any:
    """Somebody who is signed in nowhere asks."""
    return partial(as_nobody, crm)
