"""Close an opportunity as won."""

from crm_contracts.sales.commands.opportunities import WinOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.lookups.acts import act
from sales.lookups.processes import reason_for
from sales.lookups.rates import market


@app.handles(WinOpportunity)
def win_opportunity(command: WinOpportunity, work: Work) -> Opportunity:
    opportunity = work.get(Opportunity, command.opportunity_id, version=command.version)
    if command.evidence is None:
        work.caller.require("sales.opportunity.override")
    reason = reason_for(work, "won", command.reason)
    rates = market(work, command.won_on)
    opportunity.win(reason, command.text, act(work), rates, command.evidence, command.amount, command.won_on)
    return opportunity
