"""The enquirer was answered."""

from crm_contracts.sales.commands.leads import RecordFirstContact
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(RecordFirstContact)
def record_first_contact(command: RecordFirstContact, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, version=command.version)
    lead.contacted(command.activity_id, command.at or work.now)
    return lead
