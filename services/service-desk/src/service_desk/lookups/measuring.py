"""Reading the clocks of a ticket, and what follows: somebody is told, the ticket goes up, and a timer waits for what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import inspect

from crm_kit.work import Work
from service_desk.domain.clocks import Clock, clocks
from service_desk.domain.escalation_rule import EscalationRule
from service_desk.domain.journal import TicketEntry
from service_desk.domain.ticket import Ticket
from service_desk.domain.ticket_clock import readings
from service_desk.lookups.acts import act
from service_desk.lookups.escalating import escalate_by_rule, rules_for
from service_desk.lookups.journal import entries_of, noted
from service_desk.lookups.policies import policies_for

WATCH = "watch_clocks"
MISSED_PERCENT = 100


def measure(work: Work, ticket: Ticket) -> None:
    """Work out the ticket's clocks from its whole journal, keep what they say, and do what time has come for."""
    history = entries_of(work, ticket)
    found = _clocks(work, ticket, history)
    ticket.clocks = readings(ticket.clocks, found, work.now)
    ticket.note_clocks(*_next(found), any(each.is_open and each.is_missed(work.now) for each in found))
    _tell(work, ticket, history, found)
    rules = rules_for(work)
    escalate_by_rule(work, ticket, found, rules)
    _wait(work, ticket, found, rules)


def _clocks(work: Work, ticket: Ticket, history: Sequence[TicketEntry]) -> list[Clock]:
    """The clocks by the policy that the ticket goes by now, from the end of the history on."""
    named = {entry.after for entry in history if entry.kind == "policy" and entry.after}
    policy, known = policies_for(work, ticket, named)
    ticket.follow_policy(policy.id, act(work))
    measures = {policy_id: each.measure for policy_id, each in known.items()}
    return clocks(noted(ticket, history), measures, measures[str(policy.id)])


def _next(found: Sequence[Clock]) -> tuple[dt.datetime | None, str | None]:
    """The clock that runs out first of those that have to be stopped, or ran out first."""
    dues = sorted((clock.due, clock.point) for clock in found if clock.is_open and clock.due is not None)
    return dues[0] if dues else (None, None)


def _tell(work: Work, ticket: Ticket, history: Sequence[TicketEntry], found: Iterable[Clock]) -> None:
    """Tell once of each clock that was missed, and of each that soon will be."""
    told = {(entry.kind, entry.before, entry.after) for entry in history if entry.kind in ("warning", "breach")}
    for clock in found:
        for kind, pct in _news(clock, work.now):
            key = (kind, f"{clock.point} {clock.cycle}", clock.due.isoformat() if clock.due else None)
            if key not in told and clock.due is not None:
                ticket.note(*key, act(work))
                (ticket.breach if kind == "breach" else ticket.warn)(clock.point, clock.due, pct)


def _news(clock: Clock, now: dt.datetime) -> list[tuple[str, int]]:
    """What there is to say of a clock; a warning is of no use once it is missed."""
    if clock.state == "dropped":
        return []
    if clock.is_missed(now):
        return [("breach", MISSED_PERCENT)]
    soon = clock.is_open and clock.warns_at is not None and clock.warns_at <= now
    return [("warning", clock.measure.warn_percent)] if soon else []


def _wait(work: Work, ticket: Ticket, found: Sequence[Clock], rules: Sequence[EscalationRule]) -> None:
    """Look again when the next clock warns, runs out or brings the ticket up."""
    times = [time for clock in found if clock.is_open for time in (clock.warns_at, clock.due, *_rises(ticket, clock, rules))]
    later = [time for time in times if time is not None and time > work.now]
    if later:
        work.schedule(WATCH, ticket.id, at=min(later))
    elif inspect(ticket).persistent:
        work.unschedule(WATCH, ticket.id)


def _rises(ticket: Ticket, clock: Clock, rules: Sequence[EscalationRule]) -> list[dt.datetime | None]:
    return [rule.time_for(clock) for rule in rules if rule.raises(ticket)]
