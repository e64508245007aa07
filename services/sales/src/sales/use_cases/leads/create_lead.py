"""Take in an enquiry."""

from __future__ import annotations

from sqlalchemy import func, select

from crm_contracts.sales.commands.leads import CreateLead
from crm_kit.errors import Duplicate, NotFound
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.lookups.duplicates import refuse_duplicate
from sales.lookups.holders import holder

ABOUT_TAKING = ("owner_id", "queue_id", "response_due", "confirm_duplicate", "reason")


@app.handles(CreateLead)
def create_lead(command: CreateLead, work: Work) -> Lead:
    known = _submitted_before(command, work)
    if known is not None:
        return known
    lead = Lead(**given(command, but=ABOUT_TAKING))
    refuse_duplicate(work, lead, command.confirm_duplicate, command.reason)
    work.add(lead).arrive()
    if command.owner_id or command.queue_id:
        lead.assign(holder(work, command.owner_id, command.queue_id), work.now, command.response_due)
    lead.number = work.number("L")
    return lead


def _submitted_before(command: CreateLead, work: Work) -> Lead | None:
    """The lead of the same form and submission. Twins wait for each other, so that the second finds the first."""
    if command.form_id is None or command.submission_id is None:
        return None
    key = f"lead {work.caller.tenant_id} {command.form_id} {command.submission_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    same = (Lead.form_id == command.form_id, Lead.submission_id == command.submission_id)
    lead_id = work.session.scalar(select(Lead.id).where(*same))
    return _met(lead_id, work) if lead_id else None


def _met(lead_id: object, work: Work) -> Lead:
    try:
        return work.get(Lead, lead_id)  # type: ignore[arg-type]
    except NotFound as error:
        raise Duplicate("This submission has become a lead already") from error
