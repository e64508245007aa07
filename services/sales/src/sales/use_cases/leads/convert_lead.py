"""Make a customer of a lead, once."""

from crm_contracts.sales.commands.conversion import ConvertLead
from crm_contracts.sales.words import Created
from crm_kit.errors import Stale
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Holder, Lead
from sales.lookups.conversion import account_for, contact_for, opportunity_for


@app.handles(ConvertLead)
def convert_lead(command: ConvertLead, work: Work) -> Lead:
    lead = work.get(Lead, command.lead_id, lock=True)
    if lead.status == "converted":
        return lead
    if lead.version != command.version:
        raise Stale(record=lead, seen=command.version)
    lead.may_convert()
    _convert(lead, command, work)
    return lead


def _convert(lead: Lead, command: ConvertLead, work: Work) -> None:
    if lead.queue_id:
        lead.transfer(Holder(work.caller.user_id, work.caller.team_path))
    account = account_for(work, lead, command)
    contact = contact_for(work, lead, command.contact, account)
    opportunity, is_new = opportunity_for(work, lead, command.opportunity, account, contact)
    created = Created(account=account.is_new, contact=contact.is_new, opportunity=is_new)
    lead.convert(account, contact, opportunity.id if opportunity else None, created, work.now)
