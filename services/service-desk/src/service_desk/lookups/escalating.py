"""Taking tickets up, by hand and by rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from crm_kit.colleagues import Colleague
from crm_kit.errors import Conflict, Invalid
from crm_kit.work import Work
from service_desk.domain.clocks import Clock
from service_desk.domain.copies import TeamCopy
from service_desk.domain.escalation_rule import HIGHEST, EscalationRule
from service_desk.domain.holder import Holder
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.customers import account_owner


def rules_for(work: Work) -> Sequence[EscalationRule]:
    """The rules in use, those to the highest level first."""
    in_use = (EscalationRule.is_active, EscalationRule.deleted_at.is_(None))
    order = (EscalationRule.level.desc(), EscalationRule.position, EscalationRule.id)
    return work.session.scalars(select(EscalationRule).where(*in_use).order_by(*order)).all()


def escalate_by_rule(work: Work, ticket: Ticket, clocks: Iterable[Clock], rules: Sequence[EscalationRule]) -> None:
    """Take the ticket up as far as its time and its history have brought it."""
    clocks = list(clocks)
    for rule in rules:
        if not ticket.is_open or not rule.raises(ticket):
            continue
        reason = _reason(work, ticket, clocks, rule)
        if reason:
            escalate(work, ticket, rule.level, rule.trigger, reason, told_by(work, ticket, rule), _heir(work, rule))


def escalate(work: Work, ticket: Ticket, level: int, trigger: str, reason: str, notified: list[UUID], heir: Holder | None) -> None:
    """Take it up, and give it to the heir, if there is one. It stays open as it is."""
    ticket.escalate(level, trigger, reason, notified, act(work))
    if heir is not None and heir.id != ticket.owner_id:
        ticket.assign(heir, act(work))


def next_level(ticket: Ticket, level: int | None) -> int:
    """The level to go to by hand; Conflict (409) at the top."""
    if ticket.escalation_level >= HIGHEST:
        raise Conflict(f"There is no level above {HIGHEST}", code="already_escalated", level=ticket.escalation_level)
    return level or ticket.escalation_level + 1


def everybody(work: Work, ticket: Ticket, *also: UUID) -> list[UUID]:
    """Those named, who has the ticket and who looks after the account, each once."""
    holder = [] if ticket.waits_in_queue else [ticket.owner_id]
    return list(dict.fromkeys([*also, *holder, *account_owner(work, ticket)]))


def told_by(work: Work, ticket: Ticket, rule: EscalationRule) -> list[UUID]:
    """Whom a rule tells."""
    owner = [ticket.owner_id] if rule.notify_owner and not ticket.waits_in_queue else []
    account = account_owner(work, ticket) if rule.notify_account_owner else []
    return list(dict.fromkeys([*rule.notify, *owner, *account]))


def known_people(work: Work, people: Sequence[UUID], pointer: str) -> None:
    """Invalid (422) names the first who is no active user."""
    active = set(work.session.scalars(select(Colleague.id).where(Colleague.id.in_(people), Colleague.is_active)))
    for number, each in enumerate(people):
        if each not in active:
            raise Invalid.field(f"{pointer}/{number}", "unknown_user", "There is no such active user")


def _reason(work: Work, ticket: Ticket, clocks: Iterable[Clock], rule: EscalationRule) -> str:
    """Why the rule takes the ticket up now; empty where it does not."""
    if rule.is_reopened_enough(ticket):
        return f"{rule.name}: reopened {ticket.reopen_count} times"
    times = ((rule.time_for(clock), clock.point) for clock in clocks)
    due = sorted((time, point) for time, point in times if time is not None and time <= work.now)
    return f"{rule.name}: {due[0][1]}" if due else ""


def _heir(work: Work, rule: EscalationRule) -> Holder | None:
    """Whom the rule gives the ticket to; nobody where they have left meanwhile."""
    if rule.group_id is not None:
        team = work.session.get(TeamCopy, rule.group_id)
        return None if team is None or team.is_deleted else Holder(team.id, team.path, is_group=True)
    user = work.session.get(Colleague, rule.owner_id) if rule.owner_id is not None else None
    return None if user is None or not user.is_active else Holder(user.id, user.team_path)
