"""Who gets an enquiry: by the rules when it comes, and whoever has least to do when nobody answered."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select, update

from crm_kit.colleagues import Colleague
from crm_kit.work import Work
from sales.domain.copies import TeamCopy
from sales.domain.lead import Holder, Lead
from sales.domain.lead_rule import LeadRule
from sales.lookups.answering import response_due, watch

AT_WORK = ("assigned", "working", "accepted")


def assign_by_rules(work: Work, lead: Lead) -> None:
    """Give a new lead to whom the first rule finds; where none finds anybody it stays unassigned, and that is told."""
    rules = select(LeadRule).where(LeadRule.is_active, LeadRule.deleted_at.is_(None)).order_by(LeadRule.position, LeadRule.id)
    for rule in work.session.scalars(rules):
        found = holder_by(work, rule) if rule.fits(lead) else None
        if found is not None:
            lead.assign(found, work.now, response_due(work), rule.id)
            watch(work, lead)
            return
    lead.stay_unassigned()


def holder_by(work: Work, rule: LeadRule) -> Holder | None:
    """Whom a rule means: the queue, or one of the team who is here still; the queue too where nobody is."""
    team = work.session.get(TeamCopy, rule.team_id)
    if team is None or team.is_deleted:
        return None
    people = members(work, rule.team_id) if rule.strategy != "queue" else []
    if not people:
        return Holder(team.id, team.path, is_queue=True)
    return _holder(_next(work, rule, people) if rule.strategy == "round_robin" else least_busy(work, people))


def members(work: Work, team_id: UUID) -> Sequence[Colleague]:
    """The active people of a team."""
    mine = select(Colleague).where(Colleague.team_id == team_id, Colleague.is_active).order_by(Colleague.id)
    return work.session.scalars(mine).all()


def stand_in(work: Work, lead: Lead) -> Holder | None:
    """Somebody of the same team who has least to do and is not who has it now; None where there is nobody."""
    here = select(Colleague).where(Colleague.team_path == lead.team_path, Colleague.is_active, Colleague.id != lead.owner_id)
    people = work.session.scalars(here.order_by(Colleague.id)).all() if lead.team_path else []
    return _holder(least_busy(work, people)) if people else None


def least_busy(work: Work, people: Sequence[Colleague]) -> Colleague:
    """Whoever has the fewest leads to work on."""
    mine = Lead.owner_id.in_([each.id for each in people]), Lead.status.in_(AT_WORK), Lead.deleted_at.is_(None)
    counted = select(Lead.owner_id, func.count()).where(*mine).group_by(Lead.owner_id)
    busy = {row[0]: row[1] for row in work.session.execute(counted)}
    return min(people, key=lambda each: (busy.get(each.id, 0), each.id))


def _next(work: Work, rule: LeadRule, people: Sequence[Colleague]) -> Colleague:
    """Each in turn. Others wait for the turn to be noted; the rule itself does not become another by it."""
    last = work.session.scalar(select(LeadRule.last_user_id).where(LeadRule.id == rule.id).with_for_update())
    found = next((each for each in people if last is None or each.id > last), people[0])
    turn = update(LeadRule).where(LeadRule.id == rule.id).values(last_user_id=found.id)
    work.session.execute(turn, execution_options={"synchronize_session": False})
    return found


def _holder(found: Colleague) -> Holder:
    return Holder(found.id, found.team_path)
