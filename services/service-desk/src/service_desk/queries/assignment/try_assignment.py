"""Who would get the last tickets, if they came now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.service_desk.queries.assignment import TryAssignment
from crm_contracts.service_desk.views.assignment import Trial
from crm_kit.messages import dump
from crm_kit.visibility import visible
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import AssignmentRule, Turn
from service_desk.domain.ticket import Ticket
from service_desk.lookups.agents import Crew, crew
from service_desk.lookups.assigning import NOBODY, choose, facts_of, fitting, rules_in_use

LAST = 100


@app.answers(TryAssignment)
def try_assignment(query: TryAssignment, work: Work) -> dict[str, Any]:
    tickets, rules = _last(work), rules_in_use(work, query.rule_id)
    facts, people = facts_of(work, tickets), crew(work, {each.group_id for each in rules if each.group_id})
    turns = {turn.id: turn.user_id for turn in work.session.scalars(select(Turn).where(Turn.id.in_([each.id for each in rules])))}
    trials = [_trial(work, ticket, fitting(rules, ticket, facts[ticket.id]), people, turns) for ticket in tickets]
    return {"data": trials, "has_more": False, "next_cursor": None}


def _last(work: Work) -> list[Ticket]:
    met = (visible(work.caller, Ticket, "service_desk.ticket.read"), Ticket.deleted_at.is_(None))
    return list(work.session.scalars(select(Ticket).where(*met).order_by(Ticket.created_at.desc(), Ticket.id.desc()).limit(LAST)))


def _trial(work: Work, ticket: Ticket, rules: Any, people: Crew, turns: dict[UUID, UUID | None]) -> dict[str, Any]:
    rule: AssignmentRule | None = next(iter(rules), None)
    about = {"ticket_id": ticket.id, "number": ticket.number, "subject": ticket.subject}
    if rule is None:
        return dump(None, Trial, {**about, "rule_id": None, "group_id": None, "user_id": None, "reason": "No rule fits"})
    chosen = choose(work, rule, people, ticket.language, turns.get(rule.id))
    user_id = rule.owner_id or (chosen.id if chosen else None)
    if chosen is not None:
        turns[rule.id] = chosen.id
        people.loads[chosen.id] = people.load(chosen.id) + 1
    reason = NOBODY if user_id is None and rule.method != "queue" else ""
    return dump(None, Trial, {**about, "rule_id": rule.id, "group_id": rule.group_id, "user_id": user_id, "reason": reason})
