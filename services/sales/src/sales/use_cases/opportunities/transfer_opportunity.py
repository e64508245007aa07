"""Give an opportunity to another user."""

from crm_contracts.sales.commands.opportunities import TransferOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.holders import user


@app.handles(TransferOpportunity)
def transfer_opportunity(command: TransferOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    owner = user(work, command.owner_id)
    opportunity.transfer(owner.id, owner.team_path, command.reason, act(work))
    return opportunity
