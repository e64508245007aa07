"""Leads that came by web forms: one for each submission."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from crm_kit.work import Work
from sales.domain.lead import Lead


def lead_of_submission(work: Work, form_id: str, submission_id: str) -> UUID | None:
    """The lead that a submission has become. Twins wait for each other, so that the second finds the first."""
    key = f"lead {work.caller.tenant_id} {form_id} {submission_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    return work.session.scalar(select(Lead.id).where(Lead.form_id == form_id, Lead.submission_id == submission_id))
