"""Colleagues who work on a deal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from crm_contracts.sales.words import Member
from crm_kit.colleagues import Colleague
from crm_kit.errors import Invalid
from crm_kit.work import Work


def check_team(work: Work, team: Sequence[Member]) -> None:
    """Invalid (422) for somebody who does not work here."""
    if not team:
        return
    ids = [each.user_id for each in team]
    active = set(work.session.scalars(select(Colleague.id).where(Colleague.id.in_(ids), Colleague.is_active)))
    for number, user_id in enumerate(ids):
        if user_id not in active:
            raise Invalid.field(f"/team/{number}/user_id", "unknown_user", f"There is no active user {user_id}")
