"""The policies that tickets go by, and what a tenant has that has made none."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from crm_kit.errors import Invalid
from crm_kit.work import Work
from service_desk.domain import calendar, escalation_rule
from service_desk.domain import policy as ordinary_policy
from service_desk.domain.calendar import Calendar
from service_desk.domain.escalation_rule import EscalationRule
from service_desk.domain.policy import Policy
from service_desk.domain.ticket import Ticket
from service_desk.lookups.agreements import policy_of_agreement


def policies_for(work: Work, ticket: Ticket, named: Iterable[str]) -> tuple[Policy, dict[str, Policy]]:
    """The policy that the ticket goes by: its agreement's, else its group's, else the default one; and those named by their ids."""
    agreed = policy_of_agreement(work, ticket)
    wanted = {UUID(each) for each in named} | ({agreed} if agreed else set())
    found = _some(work, Policy.id.in_(wanted) | Policy.is_default | Policy.team_ids.overlap([ticket.group_id or ticket.id]))
    fitting = [(rank, each) for each in found if (rank := _rank(each, agreed, ticket.group_id)) is not None]
    chosen = min(fitting, key=itemgetter(0))[1] if fitting else _first_use(work)
    return chosen, {str(each.id): each for each in (*found, chosen)}


def calendar_of(work: Work, calendar_id: UUID, pointer: str = "/calendar_id") -> Calendar:
    """A calendar, or Invalid (422): no clock goes without one."""
    found = work.session.get(Calendar, calendar_id)
    if found is None or found.deleted_at is not None:
        raise Invalid.field(pointer, "unknown_calendar", "There is no such calendar")
    return found


def policy_of(work: Work, policy_id: UUID, pointer: str = "/policy_id") -> Policy:
    """A policy that is in use, or Invalid (422)."""
    found = work.session.get(Policy, policy_id)
    if found is None or not found.is_active or found.deleted_at is not None:
        raise Invalid.field(pointer, "unknown_policy", "There is no such policy in use")
    return found


def settle_in(work: Work) -> None:
    """Give a tenant that has none its ordinary calendar, policy and rule of escalation."""
    if not _some(work, Policy.is_default):
        _first_use(work)


def make_default(work: Work, policy: Policy) -> None:
    """Make it the one for all tickets that no other policy speaks of."""
    settle_in(work)
    work.flush()
    for other in work.find(Policy, Policy.is_default, Policy.id != policy.id, allow="service_desk.policy.update"):
        other.is_default = False
    work.flush()
    policy.is_default = True


def _some(work: Work, condition: ColumnElement[bool]) -> list[Policy]:
    query = select(Policy).where(condition, Policy.deleted_at.is_(None)).order_by(Policy.created_at, Policy.id)
    return list(work.session.scalars(query))


def _rank(policy: Policy, agreed: UUID | None, group_id: UUID | None) -> int | None:
    """How near the policy is to the ticket; None where it is not for it."""
    if not policy.is_active:
        return None
    if policy.id == agreed:
        return 0
    if group_id is not None and group_id in policy.team_ids:
        return 1
    return 2 if policy.is_default else None


def _first_use(work: Work) -> Policy:
    """Twins wait for each other, so that a tenant has one default policy."""
    key = f"default policy {work.caller.tenant_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    found = _some(work, Policy.is_default)
    return found[0] if found else _ordinary(work)


def _ordinary(work: Work) -> Policy:
    hours = work.add(calendar.ordinary())
    policy = work.add(ordinary_policy.ordinary(hours))
    if not work.session.scalar(select(EscalationRule.id).limit(1)):
        work.add(escalation_rule.ordinary())
    return policy
