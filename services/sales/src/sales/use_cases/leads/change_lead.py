"""Correct what is known of a lead."""

from crm_contracts.sales.commands.leads import ChangeLead
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.lookups.answering import watch
from sales.lookups.duplicates import refuse_duplicate

TELLING = ("company_or_person", "email", "phone", "website")


@app.handles(ChangeLead)
def change_lead(command: ChangeLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    changes = given(command, but=("confirm_duplicate", "reason"))
    lead.change(changes)
    if "response_due" in changes:
        watch(work, lead)
    if any(name in changes for name in TELLING):
        refuse_duplicate(work, lead, command.confirm_duplicate, command.reason)
    return lead
