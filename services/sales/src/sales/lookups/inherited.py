"""Opportunities are shared like their accounts, where those are shared with their children."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, or_, select

from crm_kit.sharing import share
from crm_kit.tables import shares
from crm_kit.work import Work
from sales.domain.copies import AccountShare
from sales.domain.opportunity import Opportunity
from sales.domain.opportunity_parts import Buyer


def share_like_accounts(work: Work, opportunity: Opportunity) -> None:
    """Share a new opportunity with everybody whom its accounts are shared with, children included."""
    lasting = or_(AccountShare.expires_at.is_(None), AccountShare.expires_at > func.now())
    bought_by = AccountShare.account_id.in_([each.account_id for each in opportunity.buyers])
    passed_on = select(AccountShare).where(bought_by, AccountShare.with_children, AccountShare.is_ended.is_(False), lasting)
    for each in work.session.scalars(passed_on).all():
        pass_on(work, each, [opportunity])


def pass_on(work: Work, given: AccountShare, opportunities: Sequence[Opportunity]) -> None:
    """Share the opportunities as the account is shared."""
    for opportunity in opportunities:
        share(work, opportunity, given.grantee_kind, given.grantee_id, given.level, given.expires_at)


def take_back(work: Work, account_id: UUID, grantee_id: UUID) -> None:
    """End what the grantee was shown of the account's opportunities."""
    of_account = select(Buyer.opportunity_id).where(Buyer.account_id == account_id)
    theirs = (shares.c.entity == Opportunity.__name__, shares.c.grantee_id == grantee_id, shares.c.record_id.in_(of_account))
    work.session.execute(delete(shares).where(*theirs))


def opportunities_of(work: Work, account_id: UUID) -> Sequence[Opportunity]:
    """Every opportunity that the account buys in."""
    return work.find(Opportunity, Opportunity.id.in_(select(Buyer.opportunity_id).where(Buyer.account_id == account_id)))
