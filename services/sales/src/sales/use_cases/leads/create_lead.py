"""Take in an enquiry."""

from crm_contracts.sales.commands import CreateLead
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(CreateLead)
def create_lead(command: CreateLead, work: Work) -> Lead:
    lead = work.add(Lead(**given(command), number=work.number("L")))
    lead.arrive()
    return lead
