"""No sequence of actions leads a lead or an opportunity out of its machine, and what a refusal allows is what is possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from crm_contracts.sales.words import Created, OpportunityAccount, Stage
from crm_kit.errors import IllegalTransition
from sales.domain.conversion import Party
from sales.domain.journal import Act
from sales.domain.lead import Holder, Lead
from sales.domain.opportunity import Opportunity
from sales.domain.process import Course
from sales.domain.rates import Quote
from sales.domain.reason import ClosingReason

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
ME = uuid4()
LATER = TODAY + dt.timedelta(days=30)

# The pages of the specification, written down by hand: state → action → where it leads.
LEAD = {
    "new": {"assign": "assigned"},
    "assigned": {
        "first_contact": "working", "accept": "accepted", "reject": "rejected", "nurture": "nurturing", "recycle": "recycled",
    },
    "working": {
        "accept": "accepted", "reject": "rejected", "nurture": "nurturing", "recycle": "recycled", "convert": "converted",
    },
    "nurturing": {"reactivate": "assigned"},
    "accepted": {"convert": "converted"},
    "converted": {"reopen": "working"},
    "rejected": {"reopen": "working"},
    "recycled": {"assign": "assigned"},
}  # fmt: skip
OPPORTUNITY = {
    "open": {"advance": "open", "move_back": "open", "hold": "on_hold", "win": "won", "lose": "lost", "cancel": "cancelled"},
    "on_hold": {"resume": "open", "lose": "lost"},
    "won": {"revert": "open"},
    "lost": {"reopen": "open"},
    "cancelled": {"reopen": "open"},
}

LEAD_ACTIONS: dict[str, Callable[[Lead], Any]] = {
    "assign": lambda lead: lead.assign(Holder(ME, "/1/"), NOW),
    "first_contact": lambda lead: lead.contacted(uuid4(), NOW),
    "accept": lambda lead: lead.accept(ME),
    "reject": lambda lead: lead.reject("no_need", "", ME),
    "nurture": lambda lead: lead.nurture(LATER, TODAY),
    "recycle": lambda lead: lead.recycle("Not yet", ME),
    "reactivate": lambda lead: lead.reactivate(NOW),
    "convert": lambda lead: lead.convert(
        Party(uuid4(), "Acme"), Party(uuid4(), "Ada"), None, Created(account=True, contact=True, opportunity=False), NOW
    ),
    "reopen": lambda lead: lead.reopen("Again", ME, is_won=False),
}
COURSE = Course(uuid4(), 1, tuple(Stage(code=code, name=code, probability=50) for code in ("first", "second", "third")))
ACT = Act(NOW, ME)
WHY = ClosingReason(outcome="won", code="price", name="Price", category="", needs_competitor=False)


def market(currency: str) -> Quote:
    return Quote("CNY", Decimal(1), TODAY)


DEAL_ACTIONS: dict[str, Callable[[Opportunity], Any]] = {
    "advance": lambda deal: deal.advance(COURSE, "third" if deal.stage == "second" else "second", ACT),
    "move_back": lambda deal: deal.move_back(COURSE, "first", "Too early", ACT),
    "hold": lambda deal: deal.hold("Summer", LATER, ACT),
    "resume": lambda deal: deal.resume(None, ACT),
    "win": lambda deal: deal.win(WHY, "", ACT, market),
    "lose": lambda deal: deal.lose(WHY, "", ACT),
    "cancel": lambda deal: deal.cancel("duplicate", "", ACT),
    "reopen": lambda deal: deal.open_again("reopen", COURSE, "Again", None, ACT),
    "revert": lambda deal: deal.open_again("revert", COURSE, "Too soon", None, ACT),
}


class LeadMachine(RuleBasedStateMachine):
    """Any action at any time: it leads where the page says, or it is refused with what the page allows."""

    @initialize()
    def arrives(self) -> None:
        self.lead = Lead(company_or_person="Acme", source="web", email="a@b.example")
        self.lead.arrive()

    @rule(action=st.sampled_from(sorted(LEAD_ACTIONS)))
    def acts(self, action: str) -> None:
        expect(self.lead, action, LEAD, lambda: LEAD_ACTIONS[action](self.lead))

    @invariant()
    def is_in_the_machine(self) -> None:
        assert self.lead.status in LEAD


class OpportunityMachine(RuleBasedStateMachine):
    """Likewise; the stage is always one of the process, and only an open deal has its stage's probability."""

    @initialize()
    def begins(self) -> None:
        told = {"name": "Pumps", "accounts": [OpportunityAccount(id=uuid4())], "close_date": LATER, "competitors": []}
        self.deal = Opportunity(owner_id=ME, team_path="/1/", next_step="Call")
        self.deal.begin(told, COURSE, None, ACT, market)

    @rule(action=st.sampled_from(sorted(set(DEAL_ACTIONS) - {"advance", "move_back"})))
    def acts(self, action: str) -> None:
        expect(self.deal, action, OPPORTUNITY, lambda: DEAL_ACTIONS[action](self.deal))

    @rule()
    def advances(self) -> None:
        if self.deal.stage != "third":
            expect(self.deal, "advance", OPPORTUNITY, lambda: DEAL_ACTIONS["advance"](self.deal))

    @rule()
    def moves_back(self) -> None:
        if self.deal.stage != "first":
            expect(self.deal, "move_back", OPPORTUNITY, lambda: DEAL_ACTIONS["move_back"](self.deal))

    @invariant()
    def is_in_the_machine(self) -> None:
        assert self.deal.status in OPPORTUNITY
        assert self.deal.stage in COURSE.codes
        assert self.deal.probability == {"won": 100, "lost": 0, "cancelled": 0}.get(self.deal.status, 50)
        assert (self.deal.actual_close is not None) == self.deal.is_closed


def expect(record: Any, action: str, page: dict[str, dict[str, str]], do: Callable[[], Any]) -> None:
    before = record.status
    if action in page[before]:
        do()
        assert record.status == page[before][action]
        return
    with pytest.raises(IllegalTransition) as refusal:
        do()
    assert refusal.value.extra["current"] == before == record.status
    assert sorted(refusal.value.extra["allowed"]) == sorted(page[before])


TestLead = LeadMachine.TestCase
TestLead.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestOpportunity = OpportunityMachine.TestCase
TestOpportunity.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_the_machines_are_those_of_the_page() -> None:
    for machine, page in ((Lead.MACHINE, LEAD), (Opportunity.MACHINE, OPPORTUNITY)):
        assert {state: sorted(machine.allowed(state)) for state in machine.states} == {
            state: sorted(actions) for state, actions in page.items()
        }
