"""Giving new tickets to whom the rules say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_kit.colleagues import Colleague
from crm_kit.work import Work
from service_desk.domain.assignment import AssignmentRule, Turn
from service_desk.domain.copies import AccountCopy, ProductCopy, TeamCopy
from service_desk.domain.holder import Holder
from service_desk.domain.problem_type import ProblemType
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.agents import Crew, crew
from service_desk.lookups.naming import by_id

NOBODY = "Nobody of the group is at work, able and free"


def assign_by_rules(work: Work, ticket: Ticket) -> None:
    """The first rule that fits decides; without one the ticket stays with whom it is."""
    rule = next(iter(fitting(rules_in_use(work), ticket, facts_of(work, [ticket])[ticket.id])), None)
    if rule is None:
        return
    if rule.group_id is None:
        _give_to_user(work, ticket, rule)
    else:
        _give_to_group(work, ticket, rule, rule.group_id)


def rules_in_use(work: Work, also: UUID | None = None) -> Sequence[AssignmentRule]:
    """The rules in their order; `also` counts as in use."""
    in_use = AssignmentRule.is_active | (AssignmentRule.id == also)
    query = select(AssignmentRule).where(in_use, AssignmentRule.deleted_at.is_(None))
    return work.session.scalars(query.order_by(AssignmentRule.position, AssignmentRule.id)).all()


def fitting(rules: Sequence[AssignmentRule], ticket: Ticket, facts: dict[str, Any]) -> Sequence[AssignmentRule]:
    return [rule for rule in rules if rule.fits(ticket, facts)]


def facts_of(work: Work, tickets: Sequence[Ticket]) -> dict[UUID, dict[str, Any]]:
    """What rules ask of tickets that the tickets themselves do not say."""
    accounts = by_id(work, AccountCopy, {each.account_id for each in tickets})
    products = by_id(work, ProductCopy, {each.product_id for each in tickets})
    types = by_id(work, ProblemType, {each.problem_type_id for each in tickets})
    above = _above(work, types.values())
    return {each.id: _facts(each, accounts, products, types, above) for each in tickets}


def choose(work: Work, rule: AssignmentRule, people: Crew, language: str | None, last: UUID | None) -> Colleague | None:
    """Whom the rule's method takes; nobody for a queue, or where nobody can."""
    able = people.able(work, rule, language) if rule.method != "queue" else []
    if rule.method == "least_load":
        return min(able, key=lambda each: (people.load(each.id), each.id), default=None)
    after = [each for each in able if last is None or each.id > last]
    return next(iter([*after, *able]), None)


def _give_to_user(work: Work, ticket: Ticket, rule: AssignmentRule) -> None:
    """Somebody who has left meanwhile gets nothing: it stays with whom it is."""
    user = work.session.get(Colleague, rule.owner_id)
    if user is not None and user.is_active:
        ticket.assign(Holder(user.id, user.team_path), act(work), rule.id)


def _give_to_group(work: Work, ticket: Ticket, rule: AssignmentRule, group_id: UUID) -> None:
    """To the one of the group whom the rule chooses, else into its queue."""
    team = work.session.get(TeamCopy, group_id)
    if team is None or team.is_deleted:
        return
    chosen = _next(work, ticket, rule, group_id)
    queue = Holder(team.id, team.path, is_group=True)
    ticket.assign(Holder(chosen.id, chosen.team_path, group_id=team.id) if chosen else queue, act(work), rule.id)
    if chosen is None and rule.method != "queue":
        ticket.waits_for_somebody(rule.id, NOBODY)


def _next(work: Work, ticket: Ticket, rule: AssignmentRule, group_id: UUID) -> Colleague | None:
    """Whose turn it is; whoever asks next waits until this is written."""
    if rule.method == "queue":
        return None
    turn = work.session.get_one(Turn, rule.id, with_for_update=True)
    chosen = choose(work, rule, crew(work, {group_id}), ticket.language, turn.user_id)
    turn.user_id = chosen.id if chosen else turn.user_id
    return chosen


def _above(work: Work, types: Any) -> dict[str, UUID]:
    """The types of problems from the given ones up to the root, by path."""
    paths = {path for each in types for path in _paths(each.path)}
    found = select(ProblemType.path, ProblemType.id).where(ProblemType.path.in_(paths), ProblemType.deleted_at.is_(None))
    return dict(work.session.execute(found).all()) if paths else {}


def _paths(path: str) -> list[str]:
    """`/a/b/` → `/a/`, `/a/b/`."""
    codes = path.strip("/").split("/")
    return [f"/{'/'.join(codes[:depth])}/" for depth in range(1, len(codes) + 1)]


def _facts(ticket: Ticket, accounts: Any, products: Any, types: Any, above: dict[str, UUID]) -> dict[str, Any]:
    account, product, kind = accounts.get(ticket.account_id), products.get(ticket.product_id), types.get(ticket.problem_type_id)
    return {
        "region": account.region if account else None,
        "level": account.level if account else None,
        "category": product.category if product else None,
        "problem_types": {above[path] for path in _paths(kind.path) if path in above} if kind else set(),
    }
