"""Take in an enquiry."""

from __future__ import annotations

from crm_contracts.sales.commands.leads import CreateLead
from crm_kit.errors import Duplicate, NotFound
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.lookups.answering import response_due, watch
from sales.lookups.duplicates import refuse_duplicate
from sales.lookups.holders import holder
from sales.lookups.submissions import lead_of_submission

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
        lead.assign(holder(work, command.owner_id, command.queue_id), work.now, response_due(work, command.response_due))
        watch(work, lead)
    lead.number = work.number("L")
    return lead


def _submitted_before(command: CreateLead, work: Work) -> Lead | None:
    """The lead of the same form and submission."""
    if command.form_id is None or command.submission_id is None:
        return None
    lead_id = lead_of_submission(work, command.form_id, command.submission_id)
    return _met(lead_id, work) if lead_id else None


def _met(lead_id: object, work: Work) -> Lead:
    try:
        return work.get(Lead, lead_id)  # type: ignore[arg-type]
    except NotFound as error:
        raise Duplicate("This submission has become a lead already") from error
