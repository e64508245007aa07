"""The revisions of a quotation, of which one stands."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from crm_kit.errors import Conflict
from crm_kit.work import Work
from sales.domain.quotation import REVISABLE, STANDING, Quotation
from sales.domain.quotation_diff import is_same_offer
from sales.lookups.settings import settings


def last_day(work: Work) -> dt.date:
    """Until when a quotation is valid that does not say so."""
    return work.today + dt.timedelta(days=settings(work).quotation_days)


def next_revision(work: Work, quotation: Quotation) -> int:
    """One more than any revision of the quotation, cancelled ones included."""
    latest = select(func.max(Quotation.revision)).where(Quotation.number == quotation.number)
    return 1 + (work.session.scalars(latest).one() or 0)


def refuse_same(work: Work, quotation: Quotation) -> None:
    """Conflict (409 `no_commercial_change`) where the revision before it stands and offers the same."""
    before = work.session.get(Quotation, quotation.previous_id) if quotation.previous_id else None
    if before is not None and before.status in STANDING and is_same_offer(before, quotation):
        raise Conflict(f"Revision {before.revision} offers the same", code="no_commercial_change", revision=before.revision)


def supersede_previous(work: Work, quotation: Quotation) -> None:
    """The revision before one that was sent counts no more, unless it came to an end of its own."""
    before = _previous(work, quotation)
    if before is not None and before.status in REVISABLE:
        before.supersede()


def restore_previous(work: Work, quotation: Quotation) -> None:
    """The revision before one that was cancelled is the one that counts."""
    before = _previous(work, quotation)
    if before is not None and quotation.is_latest:
        before.stand_again()
        quotation.is_latest = False


def _previous(work: Work, quotation: Quotation) -> Quotation | None:
    if quotation.previous_id is None:
        return None
    return work.session.scalars(select(Quotation).where(Quotation.id == quotation.previous_id).with_for_update()).one_or_none()
